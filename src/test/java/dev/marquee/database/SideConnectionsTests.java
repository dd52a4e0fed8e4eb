package dev.marquee.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SideConnectionsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	@Test
	void connectionHasTheName() throws SQLException {
		try (Connection connection = to(TestDatabase.url()).open("marquee-test", TIMEOUT);
				Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery("select current_setting('application_name')")) {
			assertThat(result.next()).isTrue();
			assertThat(result.getString(1)).isEqualTo("marquee-test");
		}
	}

	@Test
	void slowAnswerTimesOutWhateverTheUrlSays() throws SQLException {
		try (Connection connection = to(TestDatabase.url() + "&socketTimeout=60").open("marquee-test", TIMEOUT);
				Statement statement = connection.createStatement()) {
			assertThatThrownBy(() -> statement.execute("select pg_sleep(5)")).isInstanceOf(SQLException.class)
				.hasMessageContaining("I/O error");
		}
	}

	@Test
	void userOfTheUrlIsKeptWhenNoneIsSet() throws SQLException {
		try (Connection connection = to(TestDatabase.url()).open("marquee-test", TIMEOUT)) {
			assertThat(connection.getMetaData().getUserName()).isEqualTo("postgres");
		}
	}

	private static SideConnections to(String url) {
		return new SideConnections(new JdbcConnectionDetails() {

			@Override
			public @Nullable String getUsername() {
				return null;
			}

			@Override
			public @Nullable String getPassword() {
				return null;
			}

			@Override
			public String getJdbcUrl() {
				return url;
			}

		});
	}

}
