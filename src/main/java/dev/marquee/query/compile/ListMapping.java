package dev.marquee.query.compile;

import java.util.List;
import java.util.Optional;

import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Maps a field that returns a page of a list. The objects of the page can also be
 * returned as the rows of a statement, so that they can be read one by one however many
 * there are.
 *
 * @param <R> what represents the row to which the list belongs
 */
public interface ListMapping<R> extends FieldMapping<R> {

	/**
	 * A query that returns the objects below {@code nodes} as its rows, in the order of
	 * the list. Its first row is an object about all of them with these members:
	 * {@code updatedAt}, the time of their latest update; {@code versions}, the start
	 * time of the server in 8 bytes and the {@link #version} of each object, in
	 * hexadecimal digits; and {@code nextCursor}, the cursor after which the next page
	 * starts, or null on the last page. Without the argument {@code first}, the rows are
	 * those of the whole list. If there are more than 10,000, the first row has only
	 * {@code snapshot} instead: as long as it is the same, so is the result of the
	 * statement for the same parameters. Null if the database cannot tell.
	 */
	Select<Record1<byte[]>> compileRows(R row, SelectedField field, Compilation compilation);

	/**
	 * The UUID of a row and the version stamp of what a field selects of it, without the
	 * start time of the server, as {@code record_send} encodes a row of both; empty if
	 * the JSON may change while all row versions stay the same.
	 */
	static Optional<Field<byte[]>> version(SelectedField field, Object row, Compilation compilation) {
		return compilation.versionStamp(field, row)
			.map((stamp) -> ObjectSql
				.recordSend(List.of(compilation.nodeKey(field.typeName(), row), stamp.concatenated())));
	}

	/** The versions of all rows of a query, in the order of its rows. */
	static Field<byte[]> versions(Field<byte[]> version) {
		return DSL.field("({0} || coalesce(string_agg({1}, ''::bytea), ''::bytea))", SQLDataType.BLOB,
				RowVersion.SERVER, version);
	}

	/** An object as a row of the statement returns it. */
	static Field<byte[]> encodedRow(Field<byte[]> object) {
		return ObjectSql.result(object);
	}

}
