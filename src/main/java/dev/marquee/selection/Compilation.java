package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.marquee.graphql.BadUserInput;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * One selection on its way to become one statement.
 */
public final class Compilation {

	private static final int MOST_ROWS = 25_000;

	private final Mappings mappings;

	private int aliases;

	private long repetitions = 1;

	private long rows;

	Compilation(Mappings mappings) {
		this.mappings = mappings;
	}

	/**
	 * Compiles what is below a list. Lists within lists multiply, so the rows that all of
	 * them may have together are bounded before the database is asked.
	 * @param size how many rows the list has at most
	 * @throws BadUserInput when that would be too many
	 */
	public <T> T ofEachRow(int size, Supplier<T> below) {
		long before = this.repetitions;
		this.repetitions = before * size;
		this.rows += this.repetitions;
		if (this.rows > MOST_ROWS) {
			throw new BadUserInput("first", "This may return more than " + MOST_ROWS
					+ " rows, as lists within lists multiply. Ask for smaller pages or fewer levels at once.");
		}
		T result = below.get();
		this.repetitions = before;
		return result;
	}

	/** The members of the objects that a field selects. */
	public List<Column> columns(SelectedField field, Object row) {
		return columns(field.typeName(), field.selection(), row);
	}

	List<Column> columns(String type, List<SelectedField> selection, Object row) {
		List<Column> columns = new ArrayList<>(selection.size());
		for (SelectedField field : selection) {
			Field<?> value = field.isTypeName() ? DSL.inline(type).cast(SQLDataType.CLOB)
					: this.mappings.field(type, field.name()).compile(row, field, this);
			columns.add(new Column(field.key(), value));
		}
		return columns;
	}

	Node node(String type) {
		return this.mappings.node(type);
	}

	/** The table under a name that no other part of the statement uses. */
	@SuppressWarnings("unchecked") // an alias has the table's own type
	public <T extends Table<?>> T alias(T table) {
		return (T) table.as(alias());
	}

	/** A name that no other part of the statement uses. */
	public String alias() {
		return "t" + ++this.aliases;
	}

}
