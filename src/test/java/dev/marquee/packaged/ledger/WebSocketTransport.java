package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

import dev.marquee.GraphQlTestClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Subscribes by {@code graphql-transport-ws} over the JDK's WebSocket client.
 */
final class WebSocketTransport implements ResumingSubscriber.SubscriberTransport {

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	@Override
	public void follow(List<URI> all, URI address, ResumingSubscriber resumingSubscriber)
			throws IOException, InterruptedException {
		TextMessageReceiver textMessageReceiver = new TextMessageReceiver();
		WebSocket socket = open(address, textMessageReceiver);
		try {
			send(socket, Map.of("type", "connection_init"));
			while (true) {
				JsonNode message = GraphQlTestClient.JSON.readTree(textMessageReceiver.messages.next());
				switch (message.get("type").asString()) {
					case "connection_ack" -> send(socket,
							Map.of("id", "1", "type", "subscribe", "payload", Map.of("query", DeliveredChange.DOCUMENT,
									"variables", Map.of("after", resumingSubscriber.lastCursor()))));
					case "ping" -> send(socket, Map.of("type", "pong"));
					case "next" -> resumingSubscriber.receive(parseChange(message.get("payload")));
					default -> throw new IOException(reason(message));
				}
				socket.request(1);
			}
		}
		finally {
			socket.abort();
		}
	}

	private WebSocket open(URI address, TextMessageReceiver textMessageReceiver)
			throws IOException, InterruptedException {
		try {
			return this.client.newWebSocketBuilder()
				.connectTimeout(Duration.ofSeconds(5))
				.subprotocols("graphql-transport-ws")
				.buildAsync(URI.create(address.toString().replaceFirst("http", "ws")), textMessageReceiver)
				.get();
		}
		catch (ExecutionException ex) {
			throw new IOException("no connection", ex);
		}
	}

	private static void send(WebSocket socket, Map<String, ?> message) throws InterruptedException, IOException {
		try {
			socket.sendText(GraphQlTestClient.JSON.writeValueAsString(message), true).get();
		}
		catch (ExecutionException ex) {
			throw new IOException("cut", ex);
		}
	}

	private static DeliveredChange parseChange(JsonNode result) throws IOException {
		if (result.has("errors")) {
			throw new IOException(reason(result));
		}
		return DeliveredChange.of(result.at("/data/eventChanges"));
	}

	/** Returns the error code, since messages differ; else the whole message. */
	static String reason(JsonNode response) {
		List<String> codes = response.findValuesAsString("code");
		return codes.isEmpty() ? response.toString() : "error " + codes.getFirst();
	}

	@Override
	public String toString() {
		return "WebSocket";
	}

	/**
	 * Requests one message at a time.
	 */
	private static final class TextMessageReceiver implements WebSocket.Listener {

		final IncomingMessages messages = new IncomingMessages();

		private final StringBuilder text = new StringBuilder();

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				this.messages.add(this.text.toString());
				this.text.setLength(0);
			}
			else {
				socket.request(1);
			}
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
			this.messages.end("closed " + status);
			return null;
		}

		@Override
		public void onError(WebSocket socket, Throwable error) {
			this.messages.end("cut");
		}

	}

}
