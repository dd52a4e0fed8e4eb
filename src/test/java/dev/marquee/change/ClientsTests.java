package dev.marquee.change;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.marquee.Client;
import dev.marquee.WholeHouse;
import dev.marquee.clients.ClientPrograms;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscriptions as the clients see them that others use: {@code graphql-ws} and
 * {@code graphql-sse}.
 */
@WholeHouse
@Timeout(120)
class ClientsTests {

	@Autowired
	Client client;

	@BeforeAll
	static void install() {
		ClientPrograms.install();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws", "sse" })
	void theUsualClientsFollowChangesFromACursorOn(String transport) throws IOException, InterruptedException {
		TestDatabase.clear();
		String cursor = this.client.data("{ changeCursor }").get("changeCursor").asString();
		Listings.add("First");
		Process follower = ClientPrograms.start("follow.mjs", transport, this.client.uri("/graphql").toString(), cursor,
				"3");
		var output = follower.inputReader(StandardCharsets.UTF_8);
		assertThat(output.readLine()).isEqualTo("First");
		Listings.add("Second");
		Listings.add("Third");
		assertThat(output.lines().toList()).isEqualTo(List.of("Second", "Third"));
		assertThat(follower.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertThat(follower.exitValue()).isZero();
	}

}
