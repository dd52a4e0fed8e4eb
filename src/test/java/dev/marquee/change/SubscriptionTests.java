package dev.marquee.change;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.marquee.Client;
import dev.marquee.Statements;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Subscriptions over real connections.
 */
@WholeHouse
@Timeout(30)
class SubscriptionTests {

	private static final String CHANGES = """
			subscription Live($filter: EventFilter, $after: String) {
				changed: eventChanges(filter: $filter, after: $after) { __typename cursor kind changedFields eventId
					event { name faqs { question } } lastKnown { name } }
			}
			""";

	private static final String PUBLISHED = "subscription { eventPublished { id name venue { name } } }";

	@Autowired
	Client client;

	@Autowired
	Statements statements;

	@Autowired
	Feeds feeds;

	String cursor;

	@BeforeEach
	void begin() {
		TestDatabase.clear();
		this.cursor = this.client.data("{ changeCursor }").get("changeCursor").asString();
	}

	@Test
	void changesAreToldAsTheyHappen() throws InterruptedException {
		try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
			socket.subscribe("a", CHANGES, Map.of());
			socket.subscribe("b", PUBLISHED, Map.of());
			untilFeedsAre(2);
			UUID key = Listings.add("One");
			JsonNode first = socket.next("next");
			JsonNode second = socket.next("next");
			JsonNode changed = first.get("id").asString().equals("a") ? first : second;
			JsonNode published = (changed == first) ? second : first;
			assertThat(changed.at("/payload/data/changed/kind").asString()).isEqualTo("PUBLISHED");
			assertThat(changed.at("/payload/data/changed/__typename").asString()).isEqualTo("EventChange");
			assertThat(published.at("/payload/data/eventPublished/id").asString()).isEqualTo(Listings.id(key));
			Listings.run("delete from event");
			JsonNode removed = socket.next("next").at("/payload/data/changed");
			assertThat(removed.get("kind").asString()).isEqualTo("REMOVED");
			assertThat(removed.get("event").isNull()).isTrue();
			assertThat(removed.at("/lastKnown/name").asString()).isEqualTo("One");
		}
		untilFeedsAre(0);
	}

	@Test
	void whoResumesMissesNothingAndGetsNothingTwice() {
		for (int i = 0; i < 450; i++) {
			Listings.add("Event " + i);
		}
		List<String> seen = new ArrayList<>();
		String last = this.cursor;
		for (int part = 0; part < 3; part++) {
			try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
				socket.subscribe("a", CHANGES, Map.of("after", last));
				for (int i = 0; i < 160; i++) {
					if (part == 2 && i == 100) {
						IntStream.range(450, 480).forEach((number) -> Listings.add("Event " + number));
					}
					JsonNode change = socket.next("next").at("/payload/data/changed");
					seen.add(change.at("/event/name").asString());
					last = change.get("cursor").asString();
				}
			}
		}
		assertThat(seen).isEqualTo(IntStream.range(0, 480).mapToObj((number) -> "Event " + number).toList());
	}

	@Test
	void whoAsksTheSameSharesAStatement() throws InterruptedException {
		untilFeedsAre(0);
		List<Socket> sockets = new ArrayList<>();
		for (int i = 0; i < 5; i++) {
			Socket socket = Socket.ready(this.client.uri("/graphql"));
			socket.subscribe("a", CHANGES, Map.of("filter", Map.of("search", "shared")));
			sockets.add(socket);
		}
		untilFeedsAre(1);
		Thread.sleep(300);
		this.statements.forget();
		Listings.add("Shared evening");
		sockets.forEach((socket) -> assertThat(socket.next("next").at("/payload/data/changed/event/name").asString())
			.isEqualTo("Shared evening"));
		assertThat(this.statements.sent().stream().filter((sql) -> sql.contains("scanned"))).hasSizeLessThan(5);
		sockets.forEach(Socket::close);
	}

	/** The statements differ in nothing, as keys are not in them. */
	@Test
	void whoAsksForTheSameByOtherNamesIsToldByThose() throws InterruptedException {
		untilFeedsAre(0);
		try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
			socket.subscribe("name", "subscription { eventChanges { event { name } } }", Map.of());
			socket.subscribe("title", "subscription { eventChanges { event { title: name } } }", Map.of());
			untilFeedsAre(2);
			Listings.add("Twice");
			for (int i = 0; i < 2; i++) {
				JsonNode next = socket.next("next");
				assertThat(next.at("/payload/data/eventChanges/event").get(next.get("id").asString()).asString())
					.isEqualTo("Twice");
			}
		}
	}

	@Test
	void aConnectionIsHeldToWhatIsAgreed() {
		try (Socket silent = Socket.open(this.client.uri("/graphql"));
				Socket socket = Socket.ready(this.client.uri("/graphql"))) {
			for (int i = 0; i < 101; i++) {
				socket.subscribe("s" + i, PUBLISHED, Map.of());
			}
			JsonNode refused = socket.next("error");
			assertThat(refused.at("/payload/0/extensions/code").asString()).isEqualTo("TOO_MANY_SUBSCRIPTIONS");
			socket.subscribe("q", "{ __typename }" + " ".repeat(40_000), Map.of());
			assertThat(socket.next("next").at("/payload/data/__typename").asString()).isEqualTo("Query");
			assertThat(silent.closed.orTimeout(9, TimeUnit.SECONDS).join()).isEqualTo(4408);
		}
	}

	@Test
	void pagesOfOthersMayNotConnect() {
		assertThatThrownBy(() -> Socket.open(this.client.uri("/graphql"), "https://evil.example"))
			.hasCauseInstanceOf(WebSocketHandshakeException.class);
		String own = this.client.uri("").toString();
		Socket.open(this.client.uri("/graphql"), own).close();
	}

	@Test
	void whatIsWrongIsSaid() {
		try (Socket socket = Socket.ready(this.client.uri("/graphql"))) {
			socket.subscribe("a", CHANGES, Map.of("after", "nonsense"));
			assertThat(socket.next("error").at("/payload/0/extensions/code").asString()).isEqualTo("BAD_USER_INPUT");
			ChangeCursor other = new ChangeCursor("0".repeat(32), 1, 1);
			socket.subscribe("b", CHANGES, Map.of("after", other.text()));
			assertThat(socket.next("error").at("/payload/0/extensions/code").asString()).isEqualTo("CURSOR_EXPIRED");
		}
		JsonNode error = this.client.error(PUBLISHED);
		assertThat(error.at("/extensions/code").asString()).isEqualTo("OPERATION_NOT_SUPPORTED");
	}

	@Test
	void serverSentEventsCarryCursorsAndGoOnFromThem() throws IOException, InterruptedException {
		Listings.add("One");
		Listings.add("Two");
		String document = CHANGES.replace("$after", "$unused")
			.replace("after: $unused", "after: \"" + this.cursor + "\"")
			.replace(", $unused: String", "");
		try (Stream<String> lines = stream(document, "")) {
			Iterator<String> events = lines.iterator();
			String id = line(events, "id:");
			assertThat(line(events, "data:")).contains("\"One\"");
			try (Stream<String> resumed = stream(document, id)) {
				Iterator<String> rest = resumed.iterator();
				line(rest, "id:");
				assertThat(line(rest, "data:")).contains("\"Two\"");
				Listings.add("Three");
				assertThat(line(rest, "event:")).isEqualTo("next");
				assertThat(line(rest, "data:")).contains("\"Three\"");
			}
		}
		try (Stream<String> lines = stream("subscription { nothing }", "")) {
			assertThat(line(lines.iterator(), "data:")).contains("GRAPHQL_VALIDATION_FAILED");
		}
	}

	@Test
	void browsersOpenAStreamByItsAddress() throws IOException, InterruptedException {
		String document = "subscription Live($after: String) { eventChanges(after: $after) { event { name } } }";
		try (Stream<String> lines = streamByAddress(document, Map.of("after", this.cursor))) {
			Listings.add("One");
			assertThat(line(lines.iterator(), "data:")).contains("\"One\"");
		}
		String mutation = "mutation { updateEvent(input: { id: \"evt_1\" }) { userErrors { code } } }";
		try (Stream<String> lines = streamByAddress(mutation, Map.of())) {
			assertThat(line(lines.iterator(), "data:")).contains("METHOD_NOT_ALLOWED");
		}
	}

	private Stream<String> streamByAddress(String document, Map<String, ?> variables)
			throws IOException, InterruptedException {
		String query = "?query=" + URLEncoder.encode(document, StandardCharsets.UTF_8) + "&variables="
				+ URLEncoder.encode(Client.JSON.writeValueAsString(variables), StandardCharsets.UTF_8);
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(this.client.uri("/graphql" + query))
				.header("Accept", "text/event-stream")
				.build(), BodyHandlers.ofLines())
			.body();
	}

	private Stream<String> stream(String document, String last) throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.client.uri("/graphql"))
			.header("Content-Type", "application/json")
			.header("Accept", "text/event-stream")
			.timeout(Duration.ofSeconds(20))
			.POST(BodyPublishers.ofString(Client.JSON.writeValueAsString(Map.of("query", document))));
		if (!last.isEmpty()) {
			request.header("Last-Event-ID", last);
		}
		HttpResponse<Stream<String>> response = HttpClient.newHttpClient()
			.send(request.build(), BodyHandlers.ofLines());
		assertThat(response.statusCode()).isEqualTo(200);
		return response.body();
	}

	private static String line(Iterator<String> lines, String start) {
		while (true) {
			String line = lines.next();
			if (line.startsWith(start)) {
				return line.substring(start.length());
			}
		}
	}

	private void untilFeedsAre(int size) throws InterruptedException {
		for (int time = 0; this.feeds.size() != size && time < 200; time++) {
			Thread.sleep(25);
		}
		assertThat(this.feeds.size()).isEqualTo(size);
	}

}
