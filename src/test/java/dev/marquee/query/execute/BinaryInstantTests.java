package dev.marquee.query.execute;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.OffsetDateTime;

import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;

import static org.assertj.core.api.Assertions.assertThat;

class BinaryInstantTests {

	@ParameterizedTest
	@ValueSource(
			strings = { "2026-11-27T15:15:32.929559Z", "2026-11-27T15:15:32.929559499Z", "2026-11-27T15:15:32.9295595Z",
					"2026-11-27T23:59:59.9999995Z", "2000-01-01T00:00:00Z", "1999-12-31T23:59:59.999999Z",
					"1999-12-31T23:59:59.9999996Z", "1969-07-20T20:17:40.000001Z", "0001-01-01T00:00:00Z",
					"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.9999999Z", "2026-06-01T12:00:00.5+14:00",
					"2026-06-01T12:00:00-09:30", "-4000-01-01T00:00:00Z", "+12026-01-01T00:00:00Z" })
	void isTheInstantThatTheDriverSendsAsText(String text) throws Exception {
		OffsetDateTime time = OffsetDateTime.parse(text);
		try (Connection connection = DriverManager.getConnection(TestDatabase.url());
				PreparedStatement statement = connection
					.prepareStatement("select cast(? as timestamptz)::text, cast(? as timestamptz)::text")) {
			statement.setObject(1, BinaryInstant.parameter(time));
			statement.setObject(2, time);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				assertThat(row.getString(1)).isEqualTo(row.getString(2));
			}
		}
	}

	@Test
	void infinityIsKept() throws Exception {
		try (Connection connection = DriverManager.getConnection(TestDatabase.url());
				PreparedStatement statement = connection
					.prepareStatement("select cast(? as timestamptz)::text, cast(? as timestamptz)::text")) {
			statement.setObject(1, BinaryInstant.parameter(OffsetDateTime.MIN));
			statement.setObject(2, BinaryInstant.parameter(OffsetDateTime.MAX));
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				assertThat(row.getString(1)).isEqualTo("-infinity");
				assertThat(row.getString(2)).isEqualTo("infinity");
			}
		}
	}

	@Test
	void textIsSentIfBinaryTransferIsOff() throws Exception {
		String url = TestDatabase.url() + (TestDatabase.url().contains("?") ? "&" : "?") + "binaryTransfer=false";
		OffsetDateTime time = OffsetDateTime.parse("2026-11-27T15:15:32.929559Z");
		try (Connection connection = DriverManager.getConnection(url);
				PreparedStatement statement = connection.prepareStatement("select ?")) {
			statement.setObject(1, BinaryInstant.parameter(time));
			assertThat(statement.toString()).contains("2026-11-27T15:15:32.929559Z");
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				assertThat(row.getObject(1, OffsetDateTime.class)).isEqualTo(time);
			}
		}
	}

	/** If a driver ceased to support this, it would send text without an error. */
	@Test
	void driverSendsInstantsInBinaryFormat() throws Exception {
		try (Connection connection = DriverManager.getConnection(TestDatabase.url());
				PreparedStatement statement = connection.prepareStatement("select ?")) {
			assertThat(connection.unwrap(BaseConnection.class).binaryTransferSend(Oid.TIMESTAMPTZ)).isTrue();
			statement.setObject(1, BinaryInstant.parameter(OffsetDateTime.parse("2026-11-27T15:15:32.929559Z")));
			assertThat(statement.toString()).doesNotContain("2026");
		}
	}

}
