package dev.marquee.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.transport.ClientMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Long lists, whose clients read slowly or whose database fails.
 */
@IntegrationTest
@Timeout(120)
class OutputStreamingTests {

	private static final int EVENTS = 3_000;

	/** More than the operating system buffers for a connection. */
	private static final int DESCRIPTION_LENGTH = 10_000;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ClientMemory clientMemory;

	@Value("${spring.datasource.hikari.maximum-pool-size:10}")
	int poolSize;

	@BeforeEach
	void populate() {
		TestDatabase.clear();
		TestDatabase.dsl()
			.execute(
					"""
							insert into event (id, name, description, starts_at, start_local, start_zone, start_precision, start_zone_source)
							select gen_random_uuid(), 'Owls ' || number, repeat('x', ?), '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC',
								'MINUTE', 'STATED'
							from generate_series(1, ?) as number""",
					DESCRIPTION_LENGTH, EVENTS);
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@Test
	void slowClientMakesTheServerHoldLittle() throws IOException {
		try (Socket socket = request("/events.ndjson")) {
			InputStream body = socket.getInputStream();
			String begin = new String(body.readNBytes(100_000), StandardCharsets.UTF_8);
			assertThat(begin.substring(0, 15)).isEqualTo("HTTP/1.1 200 OK");
			long held = 0;
			for (int i = 0; i < 20; i++) {
				sleep();
				held = Math.max(held, this.clientMemory.heldBytes());
			}
			assertThat(held).isBetween(100_000L, 4_000_000L);
			String rest = new String(body.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(begin.concat(rest).split("\"slug\"")).hasSize(EVENTS + 1);
			assertThat(rest.endsWith("\r\n0\r\n\r\n")).isTrue();
		}
	}

	@Test
	void addressWhoseListsAreNotReadGetsNoMore() throws IOException {
		OutputClient client = new OutputClient(this.graphQlTestClient);
		List<Socket> sockets = new CopyOnWriteArrayList<>();
		Thread reader = Thread.startVirtualThread(() -> readSlowly(sockets));
		try {
			for (int i = 0; i < (this.poolSize / 2 + 1) / 2; i++) {
				assertThat(client.get("/events.ics?first=1").statusCode()).isEqualTo(200);
				Socket socket = request("/events.ndjson");
				socket.getInputStream().readNBytes(100_000);
				sockets.add(socket);
			}
			HttpResponse<String> refused = client.get("/events.ics?first=1");
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.headers().firstValue("Retry-After")).contains("1");
			assertThat(refused.body()).contains("\"code\":\"SERVICE_UNAVAILABLE\"");
		}
		finally {
			reader.interrupt();
			for (Socket socket : sockets) {
				socket.close();
			}
		}
		while (client.get("/events.ics?first=1").statusCode() != 200) {
			sleep();
		}
	}

	/** Faster than the rates below which the server ends connections. */
	private static void readSlowly(List<Socket> sockets) {
		try {
			while (true) {
				for (Socket socket : sockets) {
					socket.getInputStream().skipNBytes(60_000);
				}
				Thread.sleep(50);
			}
		}
		catch (IOException | InterruptedException ex) {
			// The test has ended.
		}
	}

	@Test
	void failureClosesTheConnectionBeforeTheEnd() throws IOException {
		try (Socket socket = request("/events.ndjson")) {
			InputStream body = socket.getInputStream();
			body.readNBytes(100_000);
			while (terminateWaitingTransactions() == 0) {
				sleep();
			}
			String rest = new String(readToTheEnd(body), StandardCharsets.UTF_8);
			assertThat(rest.split("\"slug\"")).hasSizeLessThan(EVENTS);
			assertThat(rest.endsWith("\r\n0\r\n\r\n")).isFalse();
		}
		assertThat(new OutputClient(this.graphQlTestClient).get("/events.ics?first=1").statusCode()).isEqualTo(200);
	}

	private static int terminateWaitingTransactions() {
		return TestDatabase.dsl()
			.fetch("select pg_terminate_backend(pid) from pg_stat_activity where state = 'idle in transaction' "
					+ "and state_change < now() - interval '100 ms'")
			.size();
	}

	/** The server may reset the connection instead of closing it. */
	private static byte[] readToTheEnd(InputStream body) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		byte[] buffer = new byte[8192];
		try {
			for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
				bytes.write(buffer, 0, count);
			}
		}
		catch (SocketException ex) {
			assertThat(ex).hasMessageContaining("reset");
		}
		return bytes.toByteArray();
	}

	private Socket request(String path) throws IOException {
		URI uri = this.graphQlTestClient.uri(path);
		Socket socket = new Socket();
		// With a small window, the server notices at once what was read.
		socket.setReceiveBufferSize(1 << 16);
		socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
		socket.setSoTimeout((int) Duration.ofSeconds(60).toMillis());
		socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	private static void sleep() {
		try {
			Thread.sleep(50);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
