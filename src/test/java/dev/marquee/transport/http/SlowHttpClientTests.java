package dev.marquee.transport.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.MarqueeApplication;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.ClientMemory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that send and read slowly, at a server with fewer threads than they have
 * connections.
 */
@Timeout(120)
class SlowHttpClientTests {

	private static final int THREADS = 40;

	private static final int CLIENTS = 250;

	private static final int CONNECTIONS = 300;

	private static final String HEADERS = "POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";

	private static final String QUERY = "{\"query\":\"{ __typename }\"}";

	/** More than the network takes on the way: about 5 MB. */
	private static final String LARGE_LIST = "{ events(first: 100) { nodes { " + IntStream.range(0, 50)
		.mapToObj((number) -> "d" + number + ": description")
		.collect(Collectors.joining(" ")) + " } } }";

	static ConfigurableApplicationContext server;

	static URI uri;

	private final List<Socket> sockets = new ArrayList<>();

	@BeforeAll
	static void start() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("""
				insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
					start_zone_source)
				select gen_random_uuid(), 'Event ' || number, repeat('wide ', 200), '2030-01-01Z', '2030-01-01', 'UTC',
					'MINUTE', 'STATED'
				from generate_series(1, 100) as number""");
		server = new SpringApplicationBuilder(MarqueeApplication.class).run("--server.port=0",
				"--spring.datasource.url=" + TestDatabase.url(), "--server.jetty.threads.max=" + THREADS,
				"--marquee.max-http-connections-per-address=" + CONNECTIONS, "--marquee.limits.aliases=2400",
				"--marquee.max-cost=100000", "--marquee.request-receive-timeout=12s",
				"--marquee.min-response-rate=64KB", "--marquee.min-output-rate=2MB");
		uri = URI.create(
				"http://localhost:" + server.getEnvironment().getRequiredProperty("local.server.port") + "/graphql");
	}

	@AfterAll
	static void stop() {
		server.close();
		TestDatabase.clear();
	}

	@AfterEach
	void close() throws IOException, InterruptedException {
		for (Socket socket : this.sockets) {
			socket.close();
		}
		for (int time = 0; held() > 0 && time < 400; time++) {
			Thread.sleep(25);
		}
		assertThat(held()).isZero();
	}

	@Test
	void slowBodiesStopNoOtherRequestAndAreEnded() throws Exception {
		List<Socket> dripping = connect(CLIENTS, HEADERS + "Content-Length: 100000\r\n\r\n{");
		assertServed();
		Set<Socket> ended = new HashSet<>();
		while (ended.size() < CLIENTS) {
			for (Socket socket : dripping) {
				if (!ended.contains(socket) && !drip(socket, " ", "HTTP/1.1 408")) {
					ended.add(socket);
				}
			}
		}
		assertServed();
	}

	@Test
	void slowHeadersAreEnded() throws Exception {
		List<Socket> dripping = connect(20, HEADERS + "X-Slow: ");
		assertServed();
		Set<Socket> ended = new HashSet<>();
		while (ended.size() < dripping.size()) {
			for (Socket socket : dripping) {
				if (!ended.contains(socket) && !drip(socket, "x", "")) {
					ended.add(socket);
				}
			}
			Thread.sleep(100);
		}
	}

	@Test
	void idleConnectionIsKeptAfterASlowRequest() throws Exception {
		Socket socket = connect(1, HEADERS + "Content-Length: " + QUERY.length() + "\r\n\r\n").getFirst();
		Thread.sleep(1_500);
		send(socket, QUERY);
		assertThat(receive(socket)).startsWith("HTTP/1.1 200").contains("\"__typename\":\"Query\"");
		Thread.sleep(14_000);
		send(socket, HEADERS + "Content-Length: " + QUERY.length() + "\r\n\r\n" + QUERY);
		assertThat(receive(socket)).startsWith("HTTP/1.1 200").contains("\"__typename\":\"Query\"");
	}

	@Test
	void bodyMayArriveInPieces() throws Exception {
		Socket socket = connect(1, HEADERS + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n").getFirst();
		assertThat(receive(socket)).startsWith("HTTP/1.1 100");
		for (int i = 0; i < QUERY.length(); i++) {
			send(socket, "1\r\n" + QUERY.charAt(i) + "\r\n");
			Thread.sleep(5);
		}
		send(socket, "0\r\n\r\n");
		assertThat(receive(socket)).startsWith("HTTP/1.1 200").contains("\"__typename\":\"Query\"");
	}

	@Test
	void slowReadersStopNoOtherRequestAndAreEnded() throws Exception {
		byte[] whole = Exchange.graphQl(uri, body(LARGE_LIST)).bytes();
		assertThat(whole.length).isGreaterThan(4_000_000);
		String request = body(LARGE_LIST);
		int clients = 3 * THREADS / 2;
		for (int i = 0; i < clients; i++) {
			connectWithSmallWindow(HEADERS + "Content-Length: " + request.length() + "\r\n\r\n" + request);
		}
		assertServed();
		Thread.sleep(3_000);
		for (Socket socket : this.sockets) {
			assertThat(count(socket)).isLessThan(whole.length);
		}
	}

	/** The rate is above the one that other responses need. */
	@Test
	void slowReaderOfAListReleasesItsDatabaseConnection() throws Exception {
		TestDatabase.dsl().execute("""
				insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
					start_zone_source)
				select gen_random_uuid(), 'Large ' || number, repeat('x', 10000), '2031-01-01Z', '2031-01-01', 'UTC',
					'MINUTE', 'STATED'
				from generate_series(1, 2000) as number""");
		Socket socket = connectWithSmallWindow("GET /events.ndjson HTTP/1.1\r\nHost: localhost\r\n\r\n");
		assertThat(receive(socket)).startsWith("HTTP/1.1 200");
		assertThat(openLists()).isOne();
		while (openLists() > 0) {
			Thread.sleep(100);
			skip(socket, 20_000);
		}
		assertThat(count(socket)).isLessThan(15_000_000);
		TestDatabase.dsl().execute("delete from event where name like 'Large %'");
	}

	private static void skip(Socket socket, int bytes) {
		try {
			socket.getInputStream().skipNBytes(bytes);
		}
		catch (IOException ex) {
			// The connection was closed.
		}
	}

	/**
	 * A list is a statement with common table expressions, which waits or is executed.
	 */
	private static long openLists() {
		return TestDatabase.dsl()
			.fetchSingle("select count(*) from pg_stat_activity where state <> 'idle' "
					+ "and pid <> pg_backend_pid() and query like 'with %'")
			.get(0, Long.class);
	}

	@Test
	void responseArrivesWholeAtAReaderThatPauses() throws Exception {
		String request = body(LARGE_LIST);
		byte[] whole = Exchange.graphQl(uri, request).bytes();
		Socket socket = connectWithSmallWindow(
				HEADERS + "Connection: close\r\nContent-Length: " + request.length() + "\r\n\r\n" + request);
		Thread.sleep(300);
		byte[] read = socket.getInputStream().readAllBytes();
		assertThat(new String(read, StandardCharsets.UTF_8)).endsWith(new String(whole, StandardCharsets.UTF_8));
	}

	@Test
	void connectionsOfAnAddressAreLimited() throws Exception {
		// A connection is counted when the server has accepted it, in any order.
		for (Socket socket : connect(CONNECTIONS, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
			assertThat(receive(socket)).startsWith("HTTP/1.1 200");
		}
		Socket refused = connect(1, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n").getFirst();
		assertThat(receive(refused)).startsWith("HTTP/1.1 429").contains("\"code\":\"TOO_MANY_CONNECTIONS\"");
		assertThat(refused.getInputStream().read()).isEqualTo(-1);
		for (Socket socket : List.copyOf(this.sockets)) {
			socket.close();
		}
		for (int time = 0; time < 200; time++) {
			Socket next = connect(1, "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n").getFirst();
			if (receive(next).startsWith("HTTP/1.1 200")) {
				return;
			}
			Thread.sleep(50);
		}
		throw new AssertionError("Still refused");
	}

	private static void assertServed() {
		for (int i = 0; i < 3; i++) {
			assertThat(Exchange.graphQl(uri, QUERY).status()).isEqualTo(200);
			assertThat(Exchange.get(uri.resolve("/livez"), Map.of()).status()).isEqualTo(200);
			assertThat(Exchange.get(uri.resolve("/readyz"), Map.of()).status()).isEqualTo(200);
		}
	}

	private static String body(String query) {
		return GraphQlTestClient.JSON.writeValueAsString(Map.of("query", query));
	}

	private List<Socket> connect(int number, String request) throws IOException {
		List<Socket> connected = new ArrayList<>();
		for (int i = 0; i < number; i++) {
			Socket socket = new Socket("localhost", uri.getPort());
			this.sockets.add(socket);
			connected.add(socket);
			socket.setSoTimeout(20_000);
			send(socket, request);
		}
		return connected;
	}

	private Socket connectWithSmallWindow(String request) throws IOException {
		Socket socket = new Socket();
		this.sockets.add(socket);
		socket.setReceiveBufferSize(4096);
		socket.setSoTimeout(20_000);
		socket.connect(new InetSocketAddress("localhost", uri.getPort()));
		send(socket, request);
		return socket;
	}

	private static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String receive(Socket socket) throws IOException {
		byte[] response = new byte[8192];
		int length = socket.getInputStream().read(response);
		return new String(response, 0, Math.max(length, 0), StandardCharsets.UTF_8);
	}

	/** Sends a little more; false if the server has ended the connection, or does so. */
	private static boolean drip(Socket socket, String more, String response) throws IOException {
		try {
			socket.setSoTimeout(1);
			send(socket, more);
			String received = receive(socket);
			assertThat(received.isEmpty() ? response : received).startsWith(response);
			return false;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Reads until the connection ends. */
	private static int count(Socket socket) {
		int count = 0;
		byte[] buffer = new byte[1 << 16];
		try {
			InputStream input = socket.getInputStream();
			for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
				count += read;
			}
		}
		catch (IOException ex) {
			// The connection was reset.
		}
		return count;
	}

	private static long held() {
		return server.getBean(ClientMemory.class).heldBytes();
	}

}
