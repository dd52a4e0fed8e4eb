package dev.marquee.query.compile;

import java.util.UUID;

import dev.marquee.query.compile.AccessContext.AccessLevel;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/**
 * The policy that determines which rows of a table are visible, as in PostgreSQL's
 * row-level security. The compiler applies it wherever the table enters a statement, and
 * rejects a statement in which it is missing.
 */
public final class RowPolicy {

	private final Table<?> table;

	private final UsingExpression<Table<?>> using;

	private RowPolicy(Table<?> table, UsingExpression<Table<?>> usingExpression) {
		this.table = table;
		this.using = usingExpression;
	}

	@SuppressWarnings("unchecked") // an alias has the table's own type
	public static <T extends Table<?>> RowPolicy of(T table, UsingExpression<T> usingExpression) {
		return new RowPolicy(table,
				(row, accessLevel, owner) -> usingExpression.condition((T) row, accessLevel, owner));
	}

	String tableName() {
		return this.table.getName();
	}

	Condition condition(Table<?> row, AccessLevel accessLevel, Field<UUID> owner) {
		return this.using.condition(row, accessLevel, owner);
	}

	/**
	 * The condition for visible rows, as after {@code using} in {@code create policy}.
	 */
	@FunctionalInterface
	public interface UsingExpression<T extends Table<?>> {

		/**
		 * The condition for a visible row.
		 * @param owner a bind parameter: the owner whose rows are visible with
		 * {@link AccessLevel#OWN}
		 */
		Condition condition(T row, AccessLevel accessLevel, Field<UUID> owner);

	}

}
