package dev.marquee.query.compile;

import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * Distinguishes rows with the same key and version. The version changes with every change
 * of the row and of its parts. However, another row can have the same key and version
 * after a backup was restored or while triggers were disabled; then the transaction that
 * wrote it differs.
 */
public final class RowVersion {

	private static final String XMIN = "xmin";

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
