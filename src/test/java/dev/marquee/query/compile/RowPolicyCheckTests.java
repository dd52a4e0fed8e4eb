package dev.marquee.query.compile;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.marquee.db.tables.Event;
import dev.marquee.query.compile.AccessContext.AccessLevel;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * A statement compiles only if the row policy of each table in it was applied.
 */
class RowPolicyCheckTests {

	private final MappingRegistry mappingRegistry = new MappingRegistry(List.of(),
			List.of(RowPolicy.of(EVENT, (event, accessLevel, owner) -> event.PUBLISHED_AT.isNotNull())));

	private final Compilation compilation = new Compilation(this.mappingRegistry, RenderMode.FULL, AccessLevel.PUBLIC,
			new FragmentCompiler(this.mappingRegistry, 1_000_000));

	private final Event event = this.compilation.alias(EVENT);

	@ParameterizedTest
	@MethodSource
	void tableWithoutAppliedPolicyIsRejected(Function<Event, Select<?>> select) {
		assertThatIllegalStateException().isThrownBy(() -> this.compilation.toStatement(select.apply(this.event)))
			.withMessageContaining("No row policy was applied to \"event\" as \"t1\"");
	}

	static Stream<Function<Event, Select<?>>> tableWithoutAppliedPolicyIsRejected() {
		return Stream.of((event) -> DSL.select(event.ID).from(event),
				(event) -> DSL.selectOne().from(EVENT_CATEGORY.join(event).on(event.ID.eq(EVENT_CATEGORY.EVENT_ID))),
				(event) -> DSL.select(DSL.field(DSL.select(event.NAME).from(event))),
				(event) -> DSL.selectOne().where(DSL.exists(DSL.selectOne().from(event))),
				(event) -> DSL.with(DSL.name("c").as(DSL.select(event.ID).from(event))).selectOne(),
				(event) -> DSL.selectOne().from(DSL.select(event.ID).from(event).asTable("t2")),
				(event) -> DSL.selectOne().from(DSL.lateral(DSL.select(event.ID).from(event).asTable("t2"))),
				(event) -> DSL.selectOne().unionAll(DSL.selectOne().from(event)),
				(event) -> DSL.select(DSL.field("array({0})", DSL.select(event.ID).from(event))));
	}

	@Test
	void unaliasedTableIsRejected() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.compilation.toStatement(DSL.select(EVENT.ID).from(EVENT)));
	}

	@Test
	void tableWithUnregisteredAliasIsRejected() {
		assertThatIllegalStateException()
			.isThrownBy(() -> this.compilation.toStatement(DSL.selectOne().from(EVENT.as("other"))))
			.withMessageContaining("\"event\" as \"other\"");
	}

	@Test
	void tableWithAppliedPolicyCompiles() {
		Select<?> select = DSL.select(this.event.ID)
			.from(this.event)
			.where(this.compilation.policyCondition(this.event));
		assertThat(this.compilation.toStatement(select).sql())
			.isEqualTo("select \"t1\".\"id\" from \"event\" as \"t1\" where \"t1\".\"published_at\" is not null");
	}

	@Test
	void aliasWithoutPolicyCompiles() {
		Event alias = this.compilation.aliasWithoutPolicy(EVENT);
		assertThat(this.compilation.toStatement(DSL.select(alias.ID).from(alias)).sql()).isNotEmpty();
	}

	@Test
	void tableWithoutPolicyCompiles() {
		assertThat(this.compilation.toStatement(DSL.selectOne().from(EVENT_CATEGORY)).sql()).isNotEmpty();
	}

}
