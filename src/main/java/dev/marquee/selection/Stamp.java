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
 * appear in it: as long as they are the same, so is the object.
 *
 * @param parts expressions for bytes of it, one after another; what is null counts as
 * empty
 * @param otherRows whether the object is made of more than one row
 */
record Stamp(List<Field<byte[]>> parts, boolean otherRows) {

	/** Of columns of a row whose version is known elsewhere. */
	static final Stamp NOTHING = new Stamp(List.of(), false);

	/** PostgreSQL takes at most 1664 columns in a row. */
	private static final int MOST_PARTS = 1_500;

	private static final Field<byte[]> NO_BYTES = DSL.field("''::bytea", SQLDataType.BLOB);

	static Stamp of(Node node, Table<?> row) {
		Field<byte[]> version = DSL.field("(int8send({0}) || xidsend({1}))", SQLDataType.BLOB,
				node.version().apply(row), RowVersion.transaction(row));
		return new Stamp(List.of(version), false);
	}

	Stamp and(Stamp next) {
		List<Field<byte[]>> all = new ArrayList<>(this.parts);
		all.addAll(next.parts);
		return new Stamp(all, this.otherRows || next.otherRows);
	}

	/** The stamp of an object that is there only where a condition holds. */
	Stamp where(Condition condition) {
		return map((whole) -> DSL.when(condition, whole));
	}

	/** The stamp of what one row adds to another one's object. */
	Stamp ofOne(Rows rows) {
		return map((whole) -> DSL.field(rows.select(whole))).withOtherRows();
	}

	/** The stamp of what all rows, in their order, add to another one's object. */
	Stamp ofMany(Rows rows, String alias) {
		return map((whole) -> {
			Field<byte[]> each = DSL.field(DSL.name(alias, "stamp"), SQLDataType.BLOB);
			return DSL.field(DSL.select(DSL.function("string_agg", SQLDataType.BLOB, each, NO_BYTES))
				.from(rows.select(whole.as("stamp")).asTable(alias)));
		}).withOtherRows();
	}

	boolean fits() {
		return this.parts.size() <= MOST_PARTS;
	}

	/** All parts as one. */
	Field<byte[]> whole() {
		return (this.parts.size() == 1) ? this.parts.getFirst()
				: this.parts.stream()
					.map((part) -> DSL.coalesce(part, NO_BYTES))
					.reduce((before, part) -> DSL.field("({0} || {1})", SQLDataType.BLOB, before, part))
					.orElse(NO_BYTES);
	}

	private Stamp withOtherRows() {
		return new Stamp(this.parts, true);
	}

	private Stamp map(UnaryOperator<Field<byte[]>> change) {
		return this.parts.isEmpty() ? this : new Stamp(List.of(change.apply(whole())), this.otherRows);
	}

}
