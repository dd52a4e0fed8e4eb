package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;

import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * One selection on its way to become one statement.
 */
public final class Compilation {

	private final Mappings mappings;

	private int aliases;

	Compilation(Mappings mappings) {
		this.mappings = mappings;
	}

	/**
	 * The columns that make an object of the given type, each named by the key that the
	 * client asked for.
	 */
	public List<Column> columns(SelectedField field, Object row) {
		return columns(field.typeName(), field.selection(), row);
	}

	List<Column> columns(String type, List<SelectedField> selection, Object row) {
		List<Column> columns = new ArrayList<>(selection.size());
		for (SelectedField field : selection) {
			Field<?> value = field.isTypeName() ? DSL.inline(type).cast(SQLDataType.CLOB).cast(SQLDataType.CLOB)
					: this.mappings.field(type, field.name()).compile(row, field, this);
			columns.add(new Column(field.key(), value));
		}
		return columns;
	}

	Node node(String type) {
		return this.mappings.node(type);
	}

	/** The table under a name that no other part of the statement uses. */
	@SuppressWarnings("unchecked") // generated tables return their own type under an
									// alias
	public <T extends Table<?>> T alias(T table) {
		return (T) table.as(alias());
	}

	/** A name that no other part of the statement uses. */
	public String alias() {
		return "t" + ++this.aliases;
	}

}
