package dev.marquee.selection;

import java.util.UUID;

import dev.marquee.selection.Audience.Reach;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Which rows of a table somebody sees. The compiler asks it wherever rows of the table
 * come into a statement, and refuses a statement where it was not asked.
 */
public final class Visibility {

	private final Table<?> table;

	private final Rule<Table<?>> rule;

	private Visibility(Table<?> table, Rule<Table<?>> rule) {
		this.table = table;
		this.rule = rule;
	}

	@SuppressWarnings("unchecked") // an alias has the table's own type
	public static <T extends Table<?>> Visibility of(T table, Rule<T> rule) {
		return new Visibility(table, (row, reach, owner) -> rule.seenBy((T) row, reach, owner));
	}

	/** The table's name, by which its aliases are known. */
	String table() {
		return this.table.getName();
	}

	Condition of(Table<?> row, Reach reach, Field<UUID> owner) {
		return this.rule.seenBy(row, reach, owner);
	}

	/**
	 * Says which rows those are.
	 */
	@FunctionalInterface
	public interface Rule<T extends Table<?>> {

		/**
		 * What holds for a row that is seen.
		 * @param owner a parameter: whose rows are seen with {@link Reach#OWN}
		 */
		Condition seenBy(T row, Reach reach, Field<UUID> owner);

	}

}
