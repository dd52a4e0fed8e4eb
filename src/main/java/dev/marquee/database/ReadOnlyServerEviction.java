package dev.marquee.database;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride;

/**
 * Evicts a connection from the pool if its server is read-only: after a switchover, a new
 * connection leads to the new primary.
 */
final class ReadOnlyServerEviction implements SQLExceptionOverride {

	private static final String READ_ONLY_SQL_TRANSACTION = "25006";

	@java.lang.Override // SQLExceptionOverride declares another Override
	public Override adjudicate(SQLException exception) {
		return READ_ONLY_SQL_TRANSACTION.equals(exception.getSQLState()) ? Override.MUST_EVICT
				: Override.CONTINUE_EVICT;
	}

}
