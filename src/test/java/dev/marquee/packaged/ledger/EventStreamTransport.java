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

import dev.marquee.Client;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Server-sent events, resumed as browsers do it: by the id of the last event.
 */
final class EventStreamTransport implements Follower.Transport {

	private static final String DATA = "data:";

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	@Override
	public void follow(List<URI> all, URI address, Follower follower) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(address)
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.POST(BodyPublishers.ofString(Client.JSON
				.writeValueAsString(Map.of("query", Told.DOCUMENT, "variables", Map.of("after", follower.begin())))));
		if (!follower.last().equals(follower.begin())) {
			request.header("Last-Event-ID", follower.last());
		}
		Ear ear = new Ear();
		CompletableFuture<HttpResponse<Void>> response = this.client.sendAsync(request.build(), handler(ear));
		response.whenComplete((end, failure) -> ear.signals.end((failure != null) ? "cut" : "ended"));
		try {
			while (true) {
				String line = ear.signals.next();
				if (line.startsWith(DATA) && line.length() > DATA.length()) {
					follower.hear(told(Client.JSON.readTree(line.substring(DATA.length()))));
				}
				ear.more();
			}
		}
		finally {
			response.cancel(true);
			ear.cancel();
		}
	}

	private static HttpResponse.BodyHandler<Void> handler(Ear ear) {
		return (head) -> (head.statusCode() == 200) ? BodyHandlers.fromLineSubscriber(ear).apply(head)
				: BodySubscribers.mapping(BodySubscribers.discarding(), (body) -> {
					ear.signals.end("status " + head.statusCode());
					return body;
				});
	}

	private static Told told(JsonNode result) throws IOException {
		if (result.has("errors")) {
			throw new IOException(SocketTransport.reason(result));
		}
		return Told.of(result.at("/data/eventChanges"));
	}

	@Override
	public String toString() {
		return "events";
	}

	/**
	 * Takes one line at a time.
	 */
	private static final class Ear implements Flow.Subscriber<String> {

		final Signals signals = new Signals();

		private volatile Flow.@Nullable Subscription subscription;

		@Override
		public void onSubscribe(Flow.Subscription subscription) {
			this.subscription = subscription;
			more();
		}

		void more() {
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
			this.signals.add(line);
		}

		@Override
		public void onError(Throwable failure) {
			this.signals.end("cut");
		}

		@Override
		public void onComplete() {
			this.signals.end("ended");
		}

	}

}
