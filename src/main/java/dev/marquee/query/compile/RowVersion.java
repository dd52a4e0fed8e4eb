package dev.marquee.query.compile;

import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/**
 * What a row is known by when it is read again. Its version moves with every change of
 * the row and of its parts. The transaction that wrote it tells it from another row with
 * the same key and the same version, as there may be after a backup was restored or while
 * triggers were off.
 */
public final class RowVersion {

	private static final String XMIN = "xmin";

	private RowVersion() {
	}

	/**
	 * The transaction that wrote a row: a system column, which {@code *} leaves out.
	 */
	public static Field<?> transactionId(Table<?> row) {
		return DSL.field(DSL.name(row.getName(), XMIN));
	}

}
