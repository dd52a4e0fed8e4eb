package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The versions of all rows from which a JSON object is made, in the order in which they
 * appear in it: as long as the stamp and the server are the same, so is the object.
 *
 * @param parts SQL expressions for the bytes of the stamp, in order; null counts as empty
 * @param spansOtherRows whether the object is made of more than one row
 */
record VersionStamp(List<Field<byte[]>> parts, boolean spansOtherRows) {

	/** The stamp of columns of a row whose version is included elsewhere. */
	static final VersionStamp EMPTY = new VersionStamp(List.of(), false);

	/** PostgreSQL allows at most 1664 columns in a row. */
	private static final int MAX_PARTS = 1_500;

	private static final Field<byte[]> NO_BYTES = DSL.field("''::bytea", SQLDataType.BLOB);

	static VersionStamp ofRow(NodeMapping nodeMapping, Table<?> row) {
		Field<byte[]> version = DSL.field("(int8send({0}) || xidsend({1}))", SQLDataType.BLOB,
				nodeMapping.versionOf(row), RowVersion.transactionId(row));
		return new VersionStamp(List.of(version), false);
	}

	VersionStamp append(VersionStamp next) {
		List<Field<byte[]>> all = new ArrayList<>(this.parts);
		all.addAll(next.parts);
		return new VersionStamp(all, this.spansOtherRows || next.spansOtherRows);
	}

	/** The stamp of an object that is null unless a condition holds. */
	VersionStamp when(Condition condition) {
		return mapConcatenated((stamp) -> DSL.when(condition, stamp));
	}

	/** The stamp of what the only row of a query adds to an object of another row. */
	VersionStamp ofSingleRow(RowQuery rowQuery) {
		return mapConcatenated((stamp) -> DSL.field(rowQuery.select(stamp))).withOtherRows();
	}

	/**
	 * The stamp of what the rows of a query, in their order, add to an object of another
	 * row.
	 */
	VersionStamp ofRows(RowQuery rowQuery, String alias) {
		return mapConcatenated((stamp) -> {
			Field<byte[]> each = DSL.field(DSL.name(alias, "stamp"), SQLDataType.BLOB);
			return DSL.field(DSL.select(DSL.function("string_agg", SQLDataType.BLOB, each, NO_BYTES))
				.from(rowQuery.select(stamp.as("stamp")).asTable(alias)));
		}).withOtherRows();
	}

	/** Whether each part can be a column of its own. */
	boolean fitsRow() {
		return this.parts.size() <= MAX_PARTS;
	}

	/** All parts as one expression. */
	Field<byte[]> concatenated() {
		return (this.parts.size() == 1) ? this.parts.getFirst()
				: this.parts.stream()
					.map((part) -> DSL.coalesce(part, NO_BYTES))
					.reduce((before, part) -> DSL.field("({0} || {1})", SQLDataType.BLOB, before, part))
					.orElse(NO_BYTES);
	}

	private VersionStamp withOtherRows() {
		return new VersionStamp(this.parts, true);
	}

	private VersionStamp mapConcatenated(UnaryOperator<Field<byte[]>> mapping) {
		return this.parts.isEmpty() ? this
				: new VersionStamp(List.of(mapping.apply(concatenated())), this.spansOtherRows);
	}

}
