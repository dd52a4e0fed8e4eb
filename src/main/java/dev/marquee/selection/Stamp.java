package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The versions of all rows that a JSON object is made of, in the order in which they
 * appear in it: as long as it is the same, so is the object.
 *
 * @param texts expressions that make the text of it, one after another
 * @param otherRows whether the object is made of more than one row
 */
record Stamp(List<Field<?>> texts, boolean otherRows) {

	/** Of columns of a row whose version is known elsewhere. */
	static final Stamp NOTHING = new Stamp(List.of(), false);

	/** PostgreSQL takes at most 100 arguments to a function. */
	private static final int MOST_TEXTS = 90;

	static Stamp of(Node node, Table<?> row) {
		return new Stamp(
				List.of(node.version().apply(row), DSL.inline("."), RowVersion.transaction(row), DSL.inline(";")),
				false);
	}

	Stamp and(Stamp next) {
		List<Field<?>> all = new ArrayList<>(this.texts);
		all.addAll(next.texts);
		return new Stamp(all, this.otherRows || next.otherRows);
	}

	/** The stamp of an object that is there only where a condition holds. */
	Stamp where(Condition condition) {
		return map((text) -> DSL.when(condition, text));
	}

	/** The stamp of what one row adds to another one's object. */
	Stamp ofOne(Rows rows) {
		return map((text) -> DSL.field(rows.select(text))).withOtherRows();
	}

	/** The stamp of what all rows, in their order, add to another one's object. */
	Stamp ofMany(Rows rows, String alias) {
		return map((text) -> {
			Field<String> each = DSL.field(DSL.name(alias, "stamp"), String.class);
			return DSL.field(DSL.select(DSL.function("string_agg", SQLDataType.CLOB, each, DSL.inline("")))
				.from(rows.select(text.as("stamp")).asTable(alias)));
		}).withOtherRows();
	}

	boolean fits() {
		return this.texts.size() <= MOST_TEXTS;
	}

	/** The whole text after some others; what is null counts as empty. */
	Field<String> textAfter(Field<?>... others) {
		List<Field<?>> all = new ArrayList<>(List.of(others));
		all.addAll(this.texts);
		return DSL.function("concat", SQLDataType.CLOB, all);
	}

	private Stamp withOtherRows() {
		return new Stamp(this.texts, true);
	}

	private Stamp map(UnaryOperator<Field<String>> change) {
		return this.texts.isEmpty() ? this : new Stamp(List.of(change.apply(textAfter())), this.otherRows);
	}

}
