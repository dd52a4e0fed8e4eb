package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

import dev.marquee.GraphQlTestClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Subscribes by server-sent events, and resumes as browsers do: by {@code Last-Event-ID}.
 */
final class SseTransport implements ResumingSubscriber.SubscriberTransport {

	private static final String DATA = "data:";

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	@Override
	public void follow(List<URI> all, URI address, ResumingSubscriber resumingSubscriber)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(address)
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.POST(BodyPublishers.ofString(GraphQlTestClient.JSON.writeValueAsString(Map.of("query",
					DeliveredChange.DOCUMENT, "variables", Map.of("after", resumingSubscriber.startCursor())))));
		if (!resumingSubscriber.lastCursor().equals(resumingSubscriber.startCursor())) {
			request.header("Last-Event-ID", resumingSubscriber.lastCursor());
		}
		LineSubscriber lineSubscriber = new LineSubscriber();
		CompletableFuture<HttpResponse<Void>> response = this.client.sendAsync(request.build(),
				handler(lineSubscriber));
		response.whenComplete((end, failure) -> lineSubscriber.messages.end((failure != null) ? "cut" : "ended"));
		try {
			while (true) {
				String line = lineSubscriber.messages.next();
				if (line.startsWith(DATA) && line.length() > DATA.length()) {
					resumingSubscriber
						.receive(parseChange(GraphQlTestClient.JSON.readTree(line.substring(DATA.length()))));
				}
				lineSubscriber.requestNext();
			}
		}
		finally {
			response.cancel(true);
			lineSubscriber.cancel();
		}
	}

	private static HttpResponse.BodyHandler<Void> handler(LineSubscriber lineSubscriber) {
		return (head) -> (head.statusCode() == 200) ? BodyHandlers.fromLineSubscriber(lineSubscriber).apply(head)
				: BodySubscribers.mapping(BodySubscribers.discarding(), (body) -> {
					lineSubscriber.messages.end("status " + head.statusCode());
					return body;
				});
	}

	private static DeliveredChange parseChange(JsonNode result) throws IOException {
		if (result.has("errors")) {
			throw new IOException(WebSocketTransport.reason(result));
		}
		return DeliveredChange.of(result.at("/data/eventChanges"));
	}

	@Override
	public String toString() {
		return "server-sent events";
	}

	/**
	 * Requests one line at a time.
	 */
	private static final class LineSubscriber implements Flow.Subscriber<String> {

		final IncomingMessages messages = new IncomingMessages();

		private volatile Flow.@Nullable Subscription subscription;

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscription = subscription;
			requestNext();
		}

		void requestNext() {
			Flow.Subscription lines = this.subscription;
			if (lines != null) {
				lines.request(1);
			}
		}

		void cancel() {
			Flow.Subscription lines = this.subscription;
			if (lines != null) {
				lines.cancel();
			}
		}

		@Override
		public void onNext(String line) {
			this.messages.add(line);
		}

		@Override
		public void onError(Throwable failure) {
			this.messages.end("cut");
		}

		@Override
		public void onComplete() {
			this.messages.end("ended");
		}

	}

}
