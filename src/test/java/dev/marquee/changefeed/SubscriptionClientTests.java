package dev.marquee.changefeed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.clients.NodePrograms;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Subscriptions with the client libraries {@code graphql-ws} and {@code graphql-sse}.
 */
@IntegrationTest
@Timeout(120)
class SubscriptionClientTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void install() {
		NodePrograms.install();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ws", "sse" })
	void graphQlWsAndGraphQlSseResumeFromCursor(String transport) throws IOException, InterruptedException {
		TestDatabase.clear();
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		TestEvents.insert("First");
		Process client = NodePrograms.start("follow.mjs", transport, this.graphQlTestClient.uri("/graphql").toString(),
				cursor, "3");
		var output = client.inputReader(StandardCharsets.UTF_8);
		assertThat(output.readLine()).isEqualTo("First");
		TestEvents.insert("Second");
		TestEvents.insert("Third");
		assertThat(output.lines().toList()).isEqualTo(List.of("Second", "Third"));
		assertThat(client.waitFor(20, TimeUnit.SECONDS)).isTrue();
		assertThat(client.exitValue()).isZero();
	}

}
