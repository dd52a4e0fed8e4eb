package dev.marquee.changefeed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.microsoft.playwright.Page;
import dev.marquee.Chromium;
import dev.marquee.MarqueeApplication;
import dev.marquee.clients.NodePrograms;
import dev.marquee.database.SwitchingProxy;
import dev.marquee.database.TestDatabase;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Common clients that reconnect by themselves: no change is lost and, unless one was
 * under way, none is repeated.
 */
@Timeout(120)
class ReconnectingClientTests {

	/** A port on which nothing listens. */
	private static final int NOWHERE = 1;

	private ConfigurableApplicationContext server;

	private SwitchingProxy address;

	@BeforeAll
	static void install() {
		NodePrograms.install();
	}

	@BeforeEach
	void start() throws IOException {
		TestDatabase.clear();
		this.server = startServer();
		this.address = new SwitchingProxy(port(this.server));
	}

	@AfterEach
	void stop() throws IOException {
		this.address.close();
		this.server.close();
	}

	@ParameterizedTest
	@CsvSource({ "graphql-ws,plain", "graphql-ws,cursor", "apollo,plain", "apollo,cursor", "urql,plain", "urql,cursor",
			"relay,plain", "relay,cursor", "graphql-sse,cursor" })
	void clientContinuesAfterItsConnectionWasCut(String library, String mode) throws Exception {
		try (Client client = new Client(library, mode)) {
			client.expectOne();
			if (!library.equals("graphql-sse")) {
				awaitAcknowledged(this.server);
			}
			this.address.cut();
			TestEvents.insert("2");
			client.expect("connected", "2");
			TestEvents.insert("3");
			client.expect("3");
			client.expectNothingElse();
		}
	}

	@Test
	void documentedEventSourceContinuesAfterItsConnectionWasCut() throws IOException {
		String page = Files.readString(Path.of("src/docs/clients.md"));
		String snippet = page.substring(page.indexOf("const query"));
		snippet = snippet.substring(0, snippet.indexOf("```"));
		String program = "(changeCursor) => { window.names = []; const show = ({ lastKnown }) => names.push(lastKnown.name);"
				+ snippet + "}";
		String cursor = this.server.getBean(ChangeLog.class).currentCursor().encode();
		try (Chromium chromium = Chromium.open()) {
			chromium.visitOverBadNetwork((visited) -> {
				visited.navigate("http://localhost:" + this.address.port() + "/");
				visited.evaluate(program, cursor);
				for (int i = 1; i <= 3; i++) {
					TestEvents.insert(String.valueOf(i));
					awaitNames(visited, i);
					this.address.cut();
				}
				TestEvents.insert("4");
				awaitNames(visited, 4);
				assertThat(visited.evaluate("names.join()")).isEqualTo("1,2,3,4");
			});
		}
	}

	/** The policy of the page does not allow Playwright to wait for an expression. */
	private static void awaitNames(Page page, int count) {
		for (int time = 0; (int) page.evaluate("names.length") < count && time < 600; time++) {
			page.waitForTimeout(50);
		}
	}

	@Test
	void documentedSnippetIsTheTestedOne() throws IOException {
		String program = Files.readString(Path.of("src/test/clients/resuming.mjs"));
		String snippet = program.substring(program.indexOf("export function"));
		assertThat(Files.readString(Path.of("src/docs/clients.md"))).contains("```js\n" + snippet + "```");
	}

	@Test
	void clientContinuesAfterItHasTerminatedTheConnection() throws Exception {
		try (Client client = new Client("graphql-ws", "plain")) {
			client.expectOne();
			awaitAcknowledged(this.server);
			client.terminate();
			TestEvents.insert("2");
			client.expect("connected", "2");
			client.expectNothingElse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "cursor" })
	void clientContinuesAfterARestart(String mode) throws Exception {
		try (Client client = new Client("graphql-ws", mode)) {
			client.expectOne();
			TestEvents.insert("2");
			client.expect("2");
			awaitAcknowledged(this.server);
			this.server.close();
			TestEvents.insert("3");
			this.server = startServer();
			this.address.switchTo(port(this.server));
			client.expect("connected", "3");
			TestEvents.insert("4");
			client.expect("4");
			client.expectNothingElse();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "plain", "cursor" })
	void clientContinuesAtAnotherInstance(String mode) throws Exception {
		try (Client client = new Client("apollo", mode); ConfigurableApplicationContext other = startServer()) {
			client.expectOne();
			awaitAcknowledged(this.server);
			this.address.switchTo(NOWHERE);
			this.address.cut();
			awaitWritten(this.server);
			this.address.switchTo(port(other));
			TestEvents.insert("2");
			client.expect("connected", "2");
			awaitAcknowledged(other);
			this.address.switchTo(NOWHERE);
			this.address.cut();
			awaitWritten(other);
			this.address.switchTo(port(this.server));
			TestEvents.insert("3");
			client.expect("connected", "3");
			client.expectNothingElse();
		}
	}

	/** What the crashed instance has learnt since it wrote the position is lost. */
	@Test
	void changesAreRepeatedRatherThanLostAfterACrash() throws Exception {
		try (Client client = new Client("graphql-ws", "plain"); ConfigurableApplicationContext other = startServer()) {
			awaitStored();
			this.server.getBean(SubscriberPositionWriter.class).stop();
			client.expectOne();
			awaitAcknowledged(this.server);
			this.address.switchTo(port(other));
			this.address.cut();
			TestEvents.insert("2");
			client.expect("connected", "1", "2");
			client.expectNothingElse();
		}
	}

	private static ConfigurableApplicationContext startServer() {
		return new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url());
	}

	private static int port(ConfigurableApplicationContext server) {
		return server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	/** Waits until the server knows that its subscriber has received all changes. */
	private static void awaitAcknowledged(ConfigurableApplicationContext server) throws InterruptedException {
		ChangeCursor end = server.getBean(ChangeLog.class).currentCursor();
		SubscriberPositions positions = server.getBean(SubscriberPositions.class);
		while (positions.all().isEmpty()
				|| positions.all().stream().anyMatch((position) -> position.acknowledged().compareTo(end) < 0)) {
			Thread.sleep(20);
		}
	}

	private static void awaitWritten(ConfigurableApplicationContext server) throws InterruptedException {
		SubscriberPositions positions = server.getBean(SubscriberPositions.class);
		while (!positions.all().isEmpty()) {
			Thread.sleep(20);
		}
	}

	private static void awaitStored() throws InterruptedException {
		while (TestDatabase.dsl().fetchCount(DSL.table("subscriber_position")) == 0) {
			Thread.sleep(20);
		}
	}

	/**
	 * The program {@code reconnect.mjs}, which has subscribed.
	 */
	private final class Client implements AutoCloseable {

		private final Process process;

		private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

		Client(String library, String mode) throws Exception {
			TestEvents.execute("truncate subscriber_position");
			this.process = NodePrograms.start("reconnect.mjs", library, mode,
					"http://localhost:" + ReconnectingClientTests.this.address.port() + "/graphql");
			Thread.ofVirtual().start(this::read);
			expect("connected");
			// The protocol does not acknowledge a subscription.
			while (ReconnectingClientTests.this.server.getBean(ChangeFeeds.class).size() == 0) {
				Thread.sleep(20);
			}
		}

		private void read() {
			try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
				output.lines().forEach(this.lines::add);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		void expectOne() throws InterruptedException {
			TestEvents.insert("1");
			expect("1");
		}

		void expect(String... expected) throws InterruptedException {
			for (String line : expected) {
				assertThat(this.lines.poll(30, TimeUnit.SECONDS)).as("of " + Arrays.toString(expected)).isEqualTo(line);
			}
		}

		void expectNothingElse() throws InterruptedException {
			Thread.sleep(500);
			assertThat(List.copyOf(this.lines)).isEmpty();
		}

		void terminate() throws IOException {
			this.process.outputWriter().append('\n').flush();
		}

		@Override
		public void close() {
			this.process.destroy();
		}

	}

}
