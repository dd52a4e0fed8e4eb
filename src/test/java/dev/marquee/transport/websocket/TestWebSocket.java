package dev.marquee.transport.websocket;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.marquee.GraphQlTestClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client for {@code graphql-transport-ws}.
 */
public final class TestWebSocket implements WebSocket.Listener, AutoCloseable {

	private static final String PROTOCOL = "graphql-transport-ws";

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private final StringBuilder partialMessage = new StringBuilder();

	private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();

	public final CompletableFuture<Integer> closed = new CompletableFuture<>();

	/** Completed when the server has sent a ping message of the protocol. */
	public final CompletableFuture<Boolean> pinged = new CompletableFuture<>();

	private final Semaphore unansweredPings = new Semaphore(0);

	private final WebSocket socket;

	private boolean isReading = true;

	private TestWebSocket(URI http, Map<String, String> headers, String protocol) {
		WebSocket.Builder builder = HTTP.newWebSocketBuilder();
		if (!protocol.isEmpty()) {
			builder.subprotocols(protocol);
		}
		headers.forEach(builder::header);
		this.socket = builder.buildAsync(URI.create(http.toString().replaceFirst("http", "ws")), this).join();
	}

	public static TestWebSocket open(URI http) {
		return new TestWebSocket(http, Map.of(), PROTOCOL);
	}

	public static TestWebSocket open(URI http, String origin) {
		return new TestWebSocket(http, Map.of("Origin", origin), PROTOCOL);
	}

	/**
	 * Opens a connection with additional headers and with any subprotocol; empty for
	 * none.
	 */
	public static TestWebSocket open(URI http, Map<String, String> headers, String protocol) {
		return new TestWebSocket(http, headers, protocol);
	}

	public static TestWebSocket openInitialized(URI http) {
		return initialize(open(http), Map.of());
	}

	/** Opens a connection with a key in the payload of {@code connection_init}. */
	public static TestWebSocket openInitialized(URI http, String token) {
		return initialize(open(http), Map.of("Authorization", "Bearer " + token));
	}

	private static TestWebSocket initialize(TestWebSocket testWebSocket, Map<String, String> payload) {
		testWebSocket.send(Map.of("type", "connection_init", "payload", payload));
		if (!testWebSocket.expect("connection_ack").has("type")) {
			throw new AssertionError("No connection_ack");
		}
		return testWebSocket;
	}

	public void send(Map<String, ?> message) {
		sendText(GraphQlTestClient.JSON.writeValueAsString(message));
	}

	public void sendText(String message) {
		this.socket.sendText(message, true).join();
	}

	public void subscribe(String id, String document, Map<String, ?> variables) {
		send(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", document, "variables", variables)));
	}

	/** Returns the next message other than a ping, and fails if it has another type. */
	public JsonNode expect(String type) {
		JsonNode next = poll(Duration.ofSeconds(10));
		if (next == null || !next.get("type").asString().equals(type)) {
			throw new AssertionError("Expected " + type + " but got " + next + ", close code " + this.closed.getNow(0));
		}
		return next;
	}

	public @Nullable JsonNode poll(Duration timeout) {
		try {
			return this.messages.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Waits for the next ping, which is not answered. */
	public void awaitPing() throws InterruptedException {
		if (!this.unansweredPings.tryAcquire(10, TimeUnit.SECONDS)) {
			throw new AssertionError("No ping");
		}
	}

	/** Whether there is a ping that was not counted as answered yet. */
	public boolean hasUnansweredPing() {
		return this.unansweredPings.tryAcquire();
	}

	/** Answers a ping. */
	public void pong() {
		send(Map.of("type", "pong"));
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		this.partialMessage.append(data);
		if (last) {
			JsonNode message = GraphQlTestClient.JSON.readTree(this.partialMessage.toString());
			if (message.get("type").asString().equals("ping")) {
				this.pinged.complete(true);
				this.unansweredPings.release();
			}
			else {
				this.messages.add(message);
			}
			this.partialMessage.setLength(0);
		}
		requestNext();
		return null;
	}

	private synchronized void requestNext() {
		if (this.isReading) {
			this.socket.request(1);
		}
	}

	/** Stops reading from the network after the next message. */
	public synchronized void pauseReading() {
		this.isReading = false;
	}

	/** Resumes reading, after more than one message has arrived. */
	public synchronized void resumeReading() {
		this.isReading = true;
		this.socket.request(1);
	}

	@Override
	public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
		this.closed.complete(status);
		return null;
	}

	@Override
	public void onError(WebSocket socket, Throwable error) {
		this.closed.complete(1006);
	}

	@Override
	public void close() {
		this.socket.abort();
	}

}
