package dev.marquee.packaged.ledger;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;

import dev.marquee.GraphQlTestClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Writes by mutations, and retries each with the same idempotency key at any instance
 * until it gets a response.
 */
final class MutationWriter implements Callable<Void> {

	private static final String CREATE = "mutation Write($input: CreateEventInput!) { write: createEvent(input: $input) { event { id } userErrors { message code } } }";

	private static final String UPDATE = "mutation Write($input: UpdateEventInput!) { write: updateEvent(input: $input) { event { id } userErrors { message code } } }";

	private static final int MAX_PAUSE_MILLIS = 300;

	private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(4);

	/** Longer than any fault. */
	private static final Duration RETRY_TIMEOUT = Duration.ofSeconds(120);

	private final HttpClient client = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(REQUEST_TIMEOUT)
		.build();

	private final List<URI> addresses;

	private final Ledger ledger;

	private final String name;

	private final Random random;

	private int retries;

	/** The response or exception of the last request. */
	private String lastOutcome = "";

	MutationWriter(List<URI> addresses, Ledger ledger, String name, long seed) {
		this.addresses = addresses;
		this.ledger = ledger;
		this.name = name;
		this.random = new Random(seed);
	}

	@Override
	public Void call() throws InterruptedException {
		String event = null;
		for (int number = 1; this.ledger.writing; number++) {
			String next = this.name + "-" + number;
			if (event == null || this.random.nextInt(20) == 0) {
				event = write(CREATE, Map.of("name", next, "publish", true, "start",
						Map.of("local", "2030-01-01T20:00", "timeZone", "UTC")));
			}
			else if (write(UPDATE, Map.of("id", event, "name", next)) == null) {
				event = null;
				continue;
			}
			this.ledger.recordCommitted(List.of(next));
			Thread.sleep(this.random.nextInt(MAX_PAUSE_MILLIS));
		}
		return null;
	}

	/**
	 * Executes a mutation, with retries.
	 * @return the id of the event; null if PostgreSQL has lost it
	 */
	private @Nullable String write(String document, Map<String, ?> input) throws InterruptedException {
		String key = UUID.randomUUID().toString();
		String body = GraphQlTestClient.JSON
			.writeValueAsString(Map.of("query", document, "variables", Map.of("input", input)));
		long end = System.nanoTime() + RETRY_TIMEOUT.toNanos();
		while (true) {
			JsonNode payload = send(key, body);
			if (payload != null) {
				return payload.at("/event/id").asStringOpt().orElse(null);
			}
			this.retries++;
			if (System.nanoTime() > end) {
				throw new AssertionError("No response within the retry timeout: " + this.lastOutcome);
			}
			Thread.sleep(200);
		}
	}

	private @Nullable JsonNode send(String key, String body) throws InterruptedException {
		URI address = this.addresses.get(this.random.nextInt(this.addresses.size()));
		try {
			String response = this.client
				.send(HttpRequest.newBuilder(address)
					.timeout(REQUEST_TIMEOUT)
					.header("Content-Type", "application/json")
					.header("Authorization", "Bearer " + MarqueeInstance.EDITOR_TOKEN)
					.header("Idempotency-Key", key)
					.POST(BodyPublishers.ofString(body))
					.build(), BodyHandlers.ofString())
				.body();
			JsonNode payload = GraphQlTestClient.JSON.readTree(response).at("/data/write");
			if (payload.path("userErrors").size() > 0
					&& (this.ledger.losses() == 0 || !response.contains("NOT_FOUND"))) {
				throw new AssertionError("Mutation rejected: " + response);
			}
			this.lastOutcome = response;
			return payload.isObject() ? payload : null;
		}
		catch (IOException | JacksonException ex) {
			this.lastOutcome = ex.toString();
			return null;
		}
	}

	@Override
	public String toString() {
		return this.name + " with " + this.retries + " retries";
	}

}
