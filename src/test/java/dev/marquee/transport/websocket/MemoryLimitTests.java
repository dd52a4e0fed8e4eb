package dev.marquee.transport.websocket;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.ClientMemory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server whose clients may make it hold little memory.
 */
@Timeout(60)
class MemoryLimitTests {

	private static final int PER_OWNER = 4 << 20;

	private static final String LIVE = "subscription { eventChanges { cursor } }";

	private static final String LARGE = LIVE + "#" + "x".repeat(3_000);

	static ConfigurableApplicationContext server;

	static URI uri;

	private final List<TestWebSocket> open = new ArrayList<>();

	@BeforeAll
	static void start() {
		TestDatabase.clear();
		server = new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(),
				"--marquee.editor-token=" + IntegrationTest.EDITOR_TOKEN, "--marquee.client-memory=16MB",
				"--marquee.client-memory-per-owner=4MB", "--marquee.client-memory-per-connection=3MB");
		uri = URI.create(
				"http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port") + "/graphql");
	}

	@AfterAll
	static void stop() {
		server.close();
		TestDatabase.clear();
	}

	@AfterEach
	void close() throws InterruptedException {
		this.open.forEach(TestWebSocket::close);
		for (int time = 0; held() > 0 && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(held()).isZero();
	}

	@Test
	void longIdClosesWith4400() {
		for (int i = 0; i < 4; i++) {
			TestWebSocket testWebSocket = initialized();
			testWebSocket.subscribe("i".repeat(200_000), LIVE, Map.of());
			assertThat(testWebSocket.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(4400);
		}
	}

	@Test
	void idOf256CharactersIsAccepted() {
		TestWebSocket testWebSocket = initialized();
		testWebSocket.subscribe("i".repeat(256), "{ __typename }", Map.of());
		assertThat(testWebSocket.expect("next").get("id").asString()).hasSize(256);
		testWebSocket.expect("complete");
		testWebSocket.send(Map.of("id", "i".repeat(257), "type", "complete"));
		assertThat(testWebSocket.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(4400);
	}

	@Test
	void subscriptionsBeyondTheMemoryOfTheirOwnerAreRefused() {
		List<TestWebSocket> sockets = Stream.generate(this::initialized).limit(6).toList();
		int accepted = 0;
		while (accepted < 590 && isAccepted(sockets.get(accepted % 6), "s" + accepted, LARGE)) {
			accepted++;
		}
		assertThat(accepted).isBetween(300, PER_OWNER / 6_000);
		assertThat(held()).isLessThanOrEqualTo(PER_OWNER);
		// Another owner is not concerned, and a completed subscription makes room.
		TestWebSocket editor = open();
		editor.send(Map.of("type", "connection_init", "payload",
				Map.of("Authorization", "Bearer " + IntegrationTest.EDITOR_TOKEN)));
		editor.expect("connection_ack");
		assertThat(isAccepted(editor, "a", LARGE)).isTrue();
		sockets.getFirst().send(Map.of("id", "s0", "type", "complete"));
		assertThat(isAccepted(sockets.getFirst(), "again", LARGE)).isTrue();
	}

	/** A subscription answers nothing, but the query after it does. */
	private static boolean isAccepted(TestWebSocket testWebSocket, String id, String document) {
		testWebSocket.subscribe(id, document, Map.of());
		testWebSocket.subscribe("query " + id, "{ __typename }", Map.of());
		boolean accepted = true;
		JsonNode message;
		do {
			message = testWebSocket.poll(Duration.ofSeconds(10));
			assertThat(message).as("close code %d", testWebSocket.closed.getNow(0)).isNotNull();
			if (message.get("id").asString().equals(id)) {
				assertThat(message.at("/payload/0/extensions/code").asString()).isEqualTo("MEMORY_LIMIT_EXCEEDED");
				accepted = false;
			}
		}
		while (message.get("id").asString().equals(id) || message.get("type").asString().equals("next"));
		return accepted;
	}

	/** Its id is not known before it is parsed. */
	@Test
	void largeMessageBeyondTheMemoryOfItsConnectionClosesWith4429() {
		TestWebSocket testWebSocket = initialized();
		testWebSocket.subscribe("a", LIVE + "#" + "x".repeat(99_000), Map.of());
		assertThat(isAccepted(testWebSocket, "b", LIVE)).isTrue();
		testWebSocket.sendText("{\"type\":\"ping\",\"payload\":{\"a\":[" + "[],".repeat(100_000) + "0]}}");
		assertThat(testWebSocket.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(4429);
	}

	@Test
	void variablesAreCountedAsTheyAreParsed() {
		TestWebSocket testWebSocket = initialized();
		testWebSocket.sendText("{\"id\":\"a\",\"type\":\"subscribe\",\"payload\":{\"query\":\"" + LIVE
				+ "\",\"variables\":{\"a\":[" + "[],".repeat(100_000) + "0]}}}");
		assertThat(testWebSocket.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(4429);
	}

	@Test
	void incompleteMessagesAreCounted() throws IOException {
		List<Socket> sockets = new ArrayList<>();
		try {
			int closed = 0;
			for (int i = 0; i < 12; i++) {
				Socket socket = upgraded();
				sockets.add(socket);
				closed += isClosedAfter(socket, 700_000) ? 1 : 0;
			}
			assertThat(closed).isGreaterThan(8);
			assertThat(held()).isLessThanOrEqualTo(PER_OWNER);
		}
		finally {
			for (Socket socket : sockets) {
				socket.close();
			}
		}
	}

	private static Socket upgraded() throws IOException {
		Socket socket = new Socket("localhost", uri.getPort());
		socket.setSoTimeout(1_000);
		socket.getOutputStream().write("""
				GET /graphql HTTP/1.1
				Host: localhost
				Upgrade: websocket
				Connection: Upgrade
				Sec-WebSocket-Version: 13
				Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
				Sec-WebSocket-Protocol: graphql-transport-ws

				""".replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
		byte[] response = new byte[1024];
		int length = socket.getInputStream().read(response);
		assertThat(new String(response, 0, length, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 101");
		return socket;
	}

	/** Sends the first fragment of a text, and waits whether the server closes. */
	private static boolean isClosedAfter(Socket socket, int length) throws IOException {
		ByteBuffer frame = ByteBuffer.allocate(length + 14).put((byte) 0x01).put((byte) 0xff).putLong(length).putInt(0);
		while (frame.hasRemaining()) {
			frame.put((byte) ' ');
		}
		try {
			socket.getOutputStream().write(frame.array());
			return (socket.getInputStream().read() & 0x0f) == 0x08;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

	/**
	 * Each subscription reads a batch of the log, and none of it is read by the client.
	 */
	@Test
	void eventsThatWaitForAClientAreCounted() throws InterruptedException {
		subscribeWithoutReading();
		long most = 0;
		for (int time = 0; time < 40; time++) {
			most = Math.max(most, held());
			Thread.sleep(50);
		}
		assertThat(most).isBetween(1L, (long) PER_OWNER);
	}

	@Test
	void droppedEventsAreReadAgain() throws InterruptedException {
		List<TestWebSocket> sockets = subscribeWithoutReading();
		Thread.sleep(2000);
		TestWebSocket reading = sockets.getFirst();
		sockets.stream().skip(1).forEach(TestWebSocket::close);
		reading.resumeReading();
		Map<String, Integer> events = new HashMap<>();
		for (int i = 0; i < 10 * 150; i++) {
			events.merge(reading.expect("next").get("id").asString(), 1, Integer::sum);
		}
		assertThat(events).hasSize(10);
		assertThat(events.values()).containsOnly(150);
	}

	private List<TestWebSocket> subscribeWithoutReading() throws InterruptedException {
		TestWebSocket before = initialized();
		before.subscribe("a", "{ changeCursor }", Map.of());
		String cursor = before.expect("next").at("/payload/data/changeCursor").asString();
		TestDatabase.dsl().execute("""
				insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
					start_zone_source)
				select gen_random_uuid(), 'Event ' || number, repeat('wide ', 400), '2030-01-01Z', '2030-01-01', 'UTC',
					'MINUTE', 'STATED'
				from generate_series(1, 150) as number""");
		String fields = IntStream.range(0, 20)
			.mapToObj((number) -> "d" + number + ": description")
			.collect(Collectors.joining(" "));
		List<TestWebSocket> sockets = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			TestWebSocket testWebSocket = initialized();
			sockets.add(testWebSocket);
			testWebSocket.pauseReading();
			for (int j = 0; j < 10; j++) {
				testWebSocket.subscribe("s" + j, "subscription { eventChanges(after: \"" + cursor
						+ "\") { cursor event { name " + fields + " } } }", Map.of());
			}
		}
		return sockets;
	}

	private static long held() {
		return server.getBean(ClientMemory.class).heldBytes();
	}

	private TestWebSocket open() {
		TestWebSocket testWebSocket = TestWebSocket.open(uri);
		this.open.add(testWebSocket);
		return testWebSocket;
	}

	private TestWebSocket initialized() {
		TestWebSocket testWebSocket = TestWebSocket.openInitialized(uri);
		this.open.add(testWebSocket);
		return testWebSocket;
	}

}
