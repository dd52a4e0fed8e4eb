package dev.marquee.observability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.marquee.GraphQlTestClient;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.SwitchingProxy;
import dev.marquee.database.TestPostgres;
import dev.marquee.transport.websocket.TestWebSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The address of the database leads to a standby for a while, as after a switchover.
 */
@Timeout(300)
class DatabaseSwitchoverTests {

	private static final String READ = "{ events { totalCount } }";

	private static final String WRITE = """
			mutation { createVenue(input: { name: "%s", city: "Lisbon" }) { userErrors { message } venue { id } } }""";

	private static final String LIVE = "subscription { eventChanges { kind event { name } } }";

	private static final String ADD = """
			mutation { createEvent(input: { name: "Afterwards", publish: true,
				start: { local: "2030-01-01T20:00", timeZone: "Europe/Lisbon" } }) { event { id } userErrors { message } } }""";

	@TempDir
	Path folder;

	@Test
	void standbyIsReadOnlyUntilThePrimaryIsFound() throws Exception {
		try (TestPostgres primary = TestPostgres.startIn(folder("primary"));
				TestPostgres standby = primary.startStandbyIn(folder("standby"));
				SwitchingProxy address = new SwitchingProxy(primary.port());
				ConfigurableApplicationContext marquee = start(address)) {
			TimedClient client = client(marquee);
			client.execute(WRITE.formatted("Before")).assertServed();
			address.switchTo(standby.port());
			address.cut();
			client.awaitStatus("/readyz", 503);
			assertThat(client.status("/livez")).isEqualTo(200);
			client.awaitServed(READ);
			assertRefused(client, WRITE.formatted("Meanwhile"), "Nothing was changed");
			assertRefused(client, "{ changeCursor }", "retry");
			assertSubscriptionIsRefused(client);
			standby.promote();
			client.awaitStatus("/readyz", 200);
			client.execute(WRITE.formatted("After")).assertServed();
			assertSubscriptionDelivers(client);
		}
	}

	/** The connections of the pool lead to the standby, but new ones to the primary. */
	@Test
	void connectionsToTheStandbyAreReplaced() throws Exception {
		try (TestPostgres primary = TestPostgres.startIn(folder("primary"));
				TestPostgres standby = primary.startStandbyIn(folder("standby"));
				SwitchingProxy address = new SwitchingProxy(primary.port());
				ConfigurableApplicationContext marquee = start(address)) {
			TimedClient client = client(marquee);
			address.switchTo(standby.port());
			address.cut();
			client.awaitStatus("/readyz", 503);
			client.awaitServed(READ);
			awaitFullPool(marquee);
			address.switchTo(primary.port());
			client.awaitStatus("/readyz", 200);
			client.execute(WRITE.formatted("After")).assertServed();
			client.execute("{ changeCursor }").assertServed();
		}
	}

	private static void awaitFullPool(ConfigurableApplicationContext marquee) throws Exception {
		HikariDataSource pool = marquee.getBean(DataSource.class).unwrap(HikariDataSource.class);
		while (pool.getHikariPoolMXBean().getIdleConnections() < pool.getMaximumPoolSize()) {
			Thread.sleep(20);
		}
	}

	private Path folder(String name) throws Exception {
		return Files.createDirectory(this.folder.resolve(name));
	}

	private static ConfigurableApplicationContext start(SwitchingProxy address) {
		return new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + TestPostgres.url(address.port()),
				"--marquee.editor-token=" + TimedClient.EDITOR_TOKEN);
	}

	private static TimedClient client(ConfigurableApplicationContext marquee) {
		return new TimedClient(marquee.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
	}

	/**
	 * Publishes events until the subscription, which has no cursor, delivers one. It is
	 * unavailable until the log's generation has begun on the new primary.
	 */
	private static void assertSubscriptionDelivers(TimedClient client) {
		try (TestWebSocket open = TestWebSocket.openInitialized(client.uri("/graphql"))) {
			open.subscribe("open", LIVE, Map.of());
			JsonNode first;
			do {
				client.execute(ADD).assertServed();
				first = open.poll(Duration.ofMillis(200));
				if (first != null && first.at("/payload/0/extensions/code").asString().equals("SERVICE_UNAVAILABLE")) {
					open.subscribe("open", LIVE, Map.of());
					first = null;
				}
			}
			while (first == null);
			assertThat(first.at("/payload/data/eventChanges/event/name").asString()).isEqualTo("Afterwards");
		}
	}

	private static void assertSubscriptionIsRefused(TimedClient client) {
		try (TestWebSocket refused = TestWebSocket.openInitialized(client.uri("/graphql"))) {
			refused.subscribe("refused", LIVE, Map.of());
			JsonNode error = refused.expect("error").at("/payload/0");
			assertThat(error.at("/extensions/code").asString()).as(error.toString()).isEqualTo("SERVICE_UNAVAILABLE");
		}
	}

	private static void assertRefused(TimedClient client, String operation, String message) {
		TimedClient.TimedResponse response = client.execute(operation);
		assertThat(response.isUnavailable()).as(response.body()).isTrue();
		assertThat(GraphQlTestClient.JSON.readTree(response.body()).at("/errors/0/message").asString())
			.contains(message);
	}

}
