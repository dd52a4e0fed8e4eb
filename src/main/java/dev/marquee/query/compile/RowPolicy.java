package dev.marquee.query.compile;

import java.util.UUID;

import dev.marquee.query.compile.AccessContext.AccessLevel;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Which rows of a table somebody sees. The compiler asks it wherever rows of the table
 * come into a statement, and refuses a statement where it was not asked.
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

	/** The table's name, by which its aliases are known. */
	String tableName() {
		return this.table.getName();
	}

	Condition condition(Table<?> row, AccessLevel accessLevel, Field<UUID> owner) {
		return this.using.condition(row, accessLevel, owner);
	}

	/**
	 * Says which rows those are.
	 */
	@FunctionalInterface
	public interface UsingExpression<T extends Table<?>> {

		/**
		 * What holds for a row that is seen.
		 * @param owner a parameter: whose rows are seen with {@link AccessLevel#OWN}
		 */
		Condition condition(T row, AccessLevel accessLevel, Field<UUID> owner);

	}

}
