package dev.marquee.graphql;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.TransactionSystemException;

import static org.assertj.core.api.Assertions.assertThat;

class UnavailableErrorResolverTests {

	@ParameterizedTest
	@CsvSource({ "08006, true", "57P01, true", "53300, true", "53100, true", "58030, true", "25006, true",
			"25P03, true", "25P04, true", "55000, true", "40001, true", "40P01, true", "23505, false", "57014, false",
			"25P02, false", "42501, false" })
	void sqlStateDeterminesUnavailability(String state, boolean isUnavailable) {
		Exception failure = new DataAccessResourceFailureException("Failed", new SQLException("Failed", state));
		assertThat(UnavailableErrorResolver.isUnavailable(failure)).isEqualTo(isUnavailable);
	}

	/**
	 * The exception of Spring and the pool when the connection is lost during the commit.
	 */
	@Test
	void failedRollbackAfterCommitIsUnavailable() {
		Exception failure = new TransactionSystemException("JDBC rollback failed",
				new SQLException("Connection is closed"));
		assertThat(UnavailableErrorResolver.isUnavailable(failure)).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "08006, true", "23505, false" })
	void failedRollbackFollowsItsApplicationException(String state, boolean isUnavailable) {
		TransactionSystemException failure = new TransactionSystemException("JDBC rollback failed",
				new SQLException("Connection is closed"));
		failure.initApplicationException(new IllegalStateException(new SQLException("Failed", state)));
		assertThat(UnavailableErrorResolver.isUnavailable(failure)).isEqualTo(isUnavailable);
	}

}
