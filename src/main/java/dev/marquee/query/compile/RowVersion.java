package dev.marquee.query.compile;

import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Distinguishes rows with the same key and version. The version changes with every change
 * of the row and of its parts. However, another row can have the same key and version
 * after a backup was restored or while triggers were disabled; then the transaction that
 * wrote it differs. On a server that lost transactions, such as a promoted standby, even
 * that can be the same; then the server differs.
 */
public final class RowVersion {

	private static final String XMIN = "xmin";

	/**
	 * The server that returned a row, as the bytes of its start time: transactions are
	 * not lost while it runs. It is read from memory and costs nothing.
	 */
	static final Field<byte[]> SERVER = DSL.field("timestamptz_send(pg_postmaster_start_time())", SQLDataType.BLOB);

	private RowVersion() {
	}

	/**
	 * The transaction that wrote a row: the system column {@code xmin}, which {@code *}
	 * does not include.
	 */
	public static Field<?> transactionId(Table<?> row) {
		return DSL.field(DSL.name(row.getName(), XMIN));
	}

}
