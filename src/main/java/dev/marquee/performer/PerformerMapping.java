package dev.marquee.performer;

import java.util.List;

import dev.marquee.db.tables.Performer;
import dev.marquee.pagination.ConnectionMapping;
import dev.marquee.pagination.ListQuery;
import dev.marquee.pagination.NameSearch;
import dev.marquee.pagination.Ordering;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.PERFORMER;

/**
 * Maps {@code graphql/performer.graphqls} to the table {@code performer}.
 */
@Configuration(proxyBeanMethods = false)
class PerformerMapping {

	private static final Ordering<Performer> BY_NAME = new Ordering<>("performer.name.1",
			(performer) -> List.of(performer.NAME, performer.ID));

	private final ConnectionMapping<Performer, Performer> performers = ConnectionMapping.of("Performer", PERFORMER,
			BY_NAME);

	@Bean
	TypeMapping<RootValue> performerQueries() {
		return TypeMapping.query()
			.toOne("performer", PERFORMER,
					(rootValue, performer, arguments) -> RowQuery.from(performer)
						.where(performer.ID.eq(GlobalId.keyParameter(arguments, "id", Performers.ID_PREFIX))))
			.add("performers", this.performers.field(PerformerMapping::filtered, PerformerMapping::ordering));
	}

	@SuppressWarnings("unused") // a root field has no row
	private static ListQuery filtered(RootValue rootValue, Performer performer, Arguments arguments) {
		Arguments filter = arguments.filter();
		ListQuery all = ListQuery.all(performer);
		if (!filter.has("search")) {
			return all;
		}
		return all.filteredBy(
				List.of(NameSearch.predicate(DSL.field("search_key({0})", SQLDataType.CLOB, performer.NAME))),
				NameSearch.commonTableExpressions(filter));
	}

	private static Ordering<Performer> ordering(Arguments arguments) {
		return "DESC".equals(arguments.object("orderBy").enumValue("direction")) ? BY_NAME.reversed() : BY_NAME;
	}

	@Bean
	TypeMapping<Performer> performerType() {
		return TypeMapping
			.node("Performer", PERFORMER, Performers.ID_PREFIX, (performer) -> performer.ID,
					(performer) -> performer.VERSION)
			.field("name", (performer) -> performer.NAME)
			.field("url", (performer) -> performer.URL)
			.field("imageUrl", (performer) -> performer.IMAGE_URL)
			.field("sameAs", (performer) -> performer.SAME_AS)
			.field("version", (performer) -> performer.VERSION.cast(SQLDataType.CLOB));
	}

	@Bean
	TypeMapping<?> performerConnectionType() {
		return this.performers.connectionTypeMapping();
	}

	@Bean
	TypeMapping<?> performerEdgeType() {
		return this.performers.edgeTypeMapping();
	}

}
