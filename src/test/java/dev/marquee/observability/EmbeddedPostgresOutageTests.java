package dev.marquee.observability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import dev.marquee.MarqueeApplication;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded PostgreSQL is killed while the server runs.
 */
@Timeout(300)
class EmbeddedPostgresOutageTests {

	private static final String LIVE = "subscription { eventChanges { event { name } } }";

	private static final String ADD = """
			mutation { createEvent(input: { name: "%s", publish: true,
				start: { local: "2030-01-01T20:00", timeZone: "Europe/Lisbon" } }) { event { id } userErrors { message } } }""";

	@TempDir
	Path folder;

	@Test
	void everythingGoesOnAfterItIsStartedAgain() throws Exception {
		try (ConfigurableApplicationContext marquee = start()) {
			TimedClient client = new TimedClient(
					marquee.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			try (TestWebSocket open = TestWebSocket.openInitialized(client.uri("/graphql"))) {
				open.subscribe("open", LIVE, Map.of());
				awaitFirstEvent(open, client);
				killPostgres();
				client.awaitStatus("/readyz", 503);
				assertThat(client.status("/livez")).isEqualTo(200);
				client.awaitStatus("/readyz", 200);
				client.execute(ADD.formatted("After the crash")).assertServed();
				awaitEvent(open, "After the crash");
			}
			assertThatLivenessTellsThatItCannotStart(client);
		}
	}

	private void assertThatLivenessTellsThatItCannotStart(TimedClient client) throws Exception {
		Path needed = postgres().resolve("global").resolve("pg_control");
		Path away = this.folder.resolve("pg_control");
		Files.move(needed, away);
		killPostgres();
		client.awaitStatus("/livez", 503);
		Files.move(away, needed);
		client.awaitStatus("/livez", 200);
		client.awaitStatus("/readyz", 200);
		client.execute(ADD.formatted("After the repair")).assertServed();
	}

	private ConfigurableApplicationContext start() {
		return new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--marquee.data-dir=" + this.folder.resolve("data"),
				"--marquee.editor-token=" + TimedClient.EDITOR_TOKEN, "--marquee.max-embedded-outage=3s");
	}

	private Path postgres() {
		return this.folder.resolve("data").resolve("postgres");
	}

	private void killPostgres() throws Exception {
		long pid = Long.parseLong(Files.readAllLines(postgres().resolve("postmaster.pid")).getFirst());
		ProcessHandle.of(pid).orElseThrow().destroyForcibly();
	}

	/** Publishes events until the subscription, which has no cursor, delivers one. */
	private static void awaitFirstEvent(TestWebSocket open, TimedClient client) {
		JsonNode first;
		do {
			client.execute(ADD.formatted("Before")).assertServed();
			first = open.poll(Duration.ofMillis(200));
		}
		while (first == null);
		assertThat(first.get("type").asString()).isEqualTo("next");
	}

	private static void awaitEvent(TestWebSocket open, String name) {
		String found;
		do {
			found = open.expect("next").at("/payload/data/eventChanges/event/name").asString();
		}
		while (!found.equals(name));
	}

}
