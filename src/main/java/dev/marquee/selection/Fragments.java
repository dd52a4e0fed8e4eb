package dev.marquee.selection;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.selection.Audience.Reach;
import org.jooq.Context;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Tells which objects are fragments: those of a type whose rows have keys and versions,
 * if all that is selected of them follows from such versions, and if that takes more than
 * their own row, since a row alone is sent as fast as its stamp.
 */
final class Fragments {

	private final Mappings mappings;

	/** Plans hold the fragments; when the last one is gone, so is the fragment. */
	private final Cache<Statement, Fragment> fragments = Caffeine.newBuilder().weakValues().build();

	private final AtomicLong numbers = new AtomicLong();

	Fragments(Mappings mappings) {
		this.mappings = mappings;
	}

	Optional<Fragment> find(String type, List<SelectedField> selection, Reach reach) {
		return this.mappings.findNode(type).flatMap((node) -> compile(node, type, selection, reach)).map(this::of);
	}

	/** The fragment that a statement makes: the same one for equal statements. */
	Fragment of(Statement statement) {
		return this.fragments.get(statement, (missing) -> new Fragment(this.numbers.incrementAndGet(), missing));
	}

	private Optional<Statement> compile(Node node, String type, List<SelectedField> selection, Reach reach) {
		Compilation compilation = new Compilation(this.mappings, Rendering.FILLING, reach, this);
		Table<?> row = compilation.seenBefore(node.table());
		if (compilation.stamp(type, selection, row).filter(Stamp::otherRows).filter(Stamp::fits).isEmpty()) {
			return Optional.empty();
		}
		Rows rows = Rows.from(row).where(node.key().apply(row).eq(DSL.any(new Keys())));
		List<Column> columns = compilation.fragment(0, type, selection, row);
		return Optional.of(compilation.statement(rows.select(ObjectSql.sent(ObjectSql.object(columns, compilation)))))
			.filter((statement) -> statement.slots().isEmpty());
	}

	/** The only parameter of a fragment's statement. */
	private static final class Keys extends CustomField<UUID[]> {

		Keys() {
			super(DSL.name("keys"), SQLDataType.UUID.array());
		}

		@Override
		public void accept(Context<?> context) {
			context.sql("cast(? as uuid[])");
		}

	}

}
