package dev.marquee.event.interest;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.StatementRecorder;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.query.compile.AccessContext;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import dev.marquee.security.Viewer;
import graphql.ExecutionInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the person of a request sees of their own interests over HTTP.
 */
@IntegrationTest
class ViewerTests {

	private static final String INTERESTED = "{ events(orderBy: { field: NAME }) { nodes { name viewerIsInterested } } }";

	private static final String MY_EVENTS = "{ viewer { interestedEvents { totalCount nodes { name viewerIsInterested } } } }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	StatementRecorder statementRecorder;

	@Autowired
	ApiKeys keys;

	@Autowired
	GraphQlSource source;

	String key;

	String bats;

	String owls;

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		this.key = TestApiKeys.create(this.keys, Set.of(Scope.INTERESTS_WRITE), null);
		this.bats = create("Bats");
		this.owls = create("Owls");
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("delete from api_key");
	}

	@Test
	void eventShowsTheInterestOfTheNamedPerson() {
		express("ann", this.owls);
		express("bob", this.bats);
		assertThat(interests(as("ann", INTERESTED))).containsExactly("Bats false", "Owls true");
		assertThat(interests(as("bob", INTERESTED))).containsExactly("Bats true", "Owls false");
		assertThat(interests(as("Ann", INTERESTED))).containsExactly("Bats false", "Owls false");
		site("ann").mutate("withdrawInterest", Map.of("eventId", this.owls), "changed");
		assertThat(interests(as("ann", INTERESTED))).containsExactly("Bats false", "Owls false");
	}

	@Test
	void stateIsUnknownWithoutAPerson() {
		express("ann", this.owls);
		for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("Authorization", bearer(this.key)),
				Map.of("Authorization", bearer(this.key), "Marquee-Person", " "))) {
			JsonNode data = this.graphQlTestClient.execute(INTERESTED, Map.of(), headers).get("data");
			assertThat(interests(data)).containsExactly("Bats null", "Owls null");
			assertThat(this.graphQlTestClient.execute(MY_EVENTS, Map.of(), headers).at("/data/viewer").isNull())
				.isTrue();
		}
	}

	@Test
	void personsOfOtherSitesAreOtherPersons() {
		express("ann", this.owls);
		this.key = TestApiKeys.create(this.keys, Set.of(Scope.INTERESTS_WRITE), null);
		assertThat(interests(as("ann", INTERESTED))).containsExactly("Bats false", "Owls false");
	}

	@Test
	void tokenNamesItsSubject() {
		Viewer ann = token("ann");
		execute(ann, "mutation { expressInterest(input: { eventId: \"" + this.owls + "\" }) { changed } }");
		assertThat(interests(execute(ann, INTERESTED))).containsExactly("Bats false", "Owls true");
		assertThat(interests(execute(token("bob"), INTERESTED))).containsExactly("Bats false", "Owls false");
		assertThat(interests(execute(token(Viewer.UNKNOWN_SUBJECT), INTERESTED))).containsExactly("Bats null",
				"Owls null");
		Viewer reader = new Viewer(Viewer.PrincipalType.TOKEN, "ann", Set.of(), null, null, "ann");
		assertThat(interests(execute(reader, INTERESTED))).as("reading one's own state needs no scope")
			.containsExactly("Bats false", "Owls true");
	}

	@Test
	void tokenForItsOwnInterestCannotCountAsOthers() {
		Viewer ann = new Viewer(Viewer.PrincipalType.TOKEN, "ann", Set.of(Scope.INTERESTS_OWN), null, null, "ann");
		String document = "mutation { expressInterest(input: { eventId: \"" + this.owls
				+ "\" PERSON }) { event { interestedCount viewerIsInterested } userErrors { code } } }";
		JsonNode own = execute(ann, document.replace("PERSON", "")).get("expressInterest");
		assertThat(own.toString())
			.isEqualTo("{\"event\":{\"interestedCount\":1,\"viewerIsInterested\":true},\"userErrors\":[]}");
		JsonNode other = execute(ann, document.replace("PERSON", "person: \"bob\"")).get("expressInterest");
		assertThat(other.toString()).isEqualTo("{\"event\":null,\"userErrors\":[{\"code\":\"FORBIDDEN\"}]}");
	}

	@Test
	void listOfInterestedEventsIsFilteredOrderedAndPaged() {
		String newts = create("Newts");
		for (String event : List.of(this.owls, this.bats, newts)) {
			express("ann", event);
		}
		express("bob", this.owls);
		assertThat(as("ann", MY_EVENTS).at("/viewer/interestedEvents/totalCount").asInt()).isEqualTo(3);
		assertThat(as("bob", MY_EVENTS).at("/viewer/interestedEvents").toString())
			.isEqualTo("{\"totalCount\":1,\"nodes\":[{\"name\":\"Owls\",\"viewerIsInterested\":true}]}");
		JsonNode page = as("ann",
				"""
						{ viewer {
							first: interestedEvents(orderBy: { field: NAME }, first: 2) { nodes { name } pageInfo { hasNextPage } }
							search: interestedEvents(filter: { search: "newts" }) { nodes { name } }
							past: interestedEvents(filter: { when: PAST }) { totalCount }
						} }
						""")
			.get("viewer");
		assertThat(page.get("first").findValuesAsString("name")).containsExactly("Bats", "Newts");
		assertThat(page.at("/first/pageInfo/hasNextPage").asBoolean()).isTrue();
		assertThat(page.get("search").findValuesAsString("name")).containsExactly("Newts");
		assertThat(page.at("/past/totalCount").asInt()).isZero();
	}

	@Test
	void draftsAreNotAmongInterestedEvents() {
		express("ann", this.owls);
		TestDatabase.dsl().execute("update event set published_at = null where name = 'Owls'");
		assertThat(as("ann", MY_EVENTS).at("/viewer/interestedEvents/totalCount").asInt()).isZero();
		assertThat(interests(as("ann", INTERESTED))).containsExactly("Bats false");
	}

	@Test
	void listWithTheStateTakesOneStatement() {
		for (String document : List.of(INTERESTED, MY_EVENTS)) {
			this.statementRecorder.reset();
			as("ann", document);
			assertThat(this.statementRecorder.recorded()).filteredOn((statement) -> !statement.contains("api_key"))
				.hasSize(1);
		}
	}

	/**
	 * The events have cacheable parts, and enough repetitions that the cache would serve
	 * them.
	 */
	@Test
	void cachedFragmentsNeverHoldThePersonsState() {
		express("ann", this.owls);
		String document = """
				query ($mine: Boolean! = true) {
					events(orderBy: { field: NAME }) {
						nodes { name viewerIsInterested @include(if: $mine) venue { name } tickets { id } gallery { url } } } }
				""";
		for (int time = 1; time <= 6; time++) {
			assertThat(interests(as("ann", document))).containsExactly("Bats false", "Owls true");
			assertThat(interests(as("bob", document))).containsExactly("Bats false", "Owls false");
			assertThat(interests(this.graphQlTestClient.data(document))).containsExactly("Bats null", "Owls null");
			assertThat(this.graphQlTestClient.data(document, Map.of("mine", false)).toString())
				.doesNotContain("viewer");
		}
	}

	/** A cache that keeps the response for one person must not send it to another. */
	@Test
	void responseToAGetIsPrivateAndVariesByPerson() throws Exception {
		express("ann", this.owls);
		HttpResponse<String> ann = get("ann", "");
		assertThat(ann.headers().firstValue("Cache-Control")).hasValue("private, no-cache");
		assertThat(String.join(", ", ann.headers().allValues("Vary"))).contains("Authorization", "Marquee-Person");
		String tag = ann.headers().firstValue("ETag").orElseThrow();
		assertThat(get("ann", tag).statusCode()).isEqualTo(304);
		assertThat(get("bob", tag).statusCode()).isEqualTo(200);
	}

	private HttpResponse<String> get(String person, String knownTag) throws Exception {
		URI uri = this.graphQlTestClient.uri("/graphql?query=" + URLEncoder.encode(INTERESTED, StandardCharsets.UTF_8));
		HttpRequest request = HttpRequest.newBuilder(uri)
			.header("Authorization", bearer(this.key))
			.header("Marquee-Person", person)
			.header("If-None-Match", knownTag)
			.build();
		try (HttpClient client = HttpClient.newHttpClient()) {
			return client.send(request, HttpResponse.BodyHandlers.ofString());
		}
	}

	@Test
	void payloadShowsTheEventToThePersonOfTheInput() {
		String selection = "event { viewerIsInterested interestedCount }";
		MutationClient site = MutationClients.withKey(this.graphQlTestClient, this.key);
		Map<String, Object> input = Map.of("eventId", this.owls, "person", "ann");
		assertThat(site.mutate("expressInterest", input, selection).get("event").toString())
			.isEqualTo("{\"viewerIsInterested\":true,\"interestedCount\":1}");
		assertThat(
				site("ann").mutate("expressInterest", Map.of("eventId", this.owls), "changed " + selection).toString())
			.startsWith("{\"changed\":false,\"event\":{\"viewerIsInterested\":true,\"interestedCount\":1}");
		assertThat(site.mutate("withdrawInterest", input, selection).get("event").toString())
			.isEqualTo("{\"viewerIsInterested\":false,\"interestedCount\":0}");
	}

	@Test
	void eachMutationOfARequestShowsItsOwnPerson() {
		String document = """
				mutation ($event: ID!) {
					ann: expressInterest(input: { eventId: $event, person: "ann" }) { event { viewerIsInterested } }
					bob: withdrawInterest(input: { eventId: $event, person: "bob" }) { event { viewerIsInterested } }
				}
				""";
		JsonNode data = this.graphQlTestClient
			.execute(document, Map.of("event", this.owls), Map.of("Authorization", bearer(this.key)))
			.get("data");
		assertThat(data.at("/ann/event/viewerIsInterested").asBoolean()).isTrue();
		assertThat(data.at("/bob/event/viewerIsInterested").asBoolean(true)).isFalse();
	}

	@Test
	void inputMayNotNameAnotherPersonThanTheHeader() {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.owls, "person", "bob"));
		assertThat(site("ann").userErrors("expressInterest", input)).containsExactly("person FORBIDDEN");
		input.put("person", "ann");
		assertThat(site("ann").userErrors("expressInterest", input)).isEmpty();
		assertThat(interests(as("bob", INTERESTED))).containsExactly("Bats false", "Owls false");
	}

	@Test
	void idempotencyKeyOfAnotherPersonIsRefused() {
		Map<String, Object> input = Map.of("eventId", this.owls);
		for (int time = 1; time <= 2; time++) {
			JsonNode payload = site("ann").withHeader("Idempotency-Key", "1")
				.mutate("expressInterest", input, "changed event { viewerIsInterested }");
			assertThat(payload.at("/event/viewerIsInterested").asBoolean()).isTrue();
			assertThat(payload.get("changed").asBoolean()).isTrue();
		}
		assertThat(site("bob").withHeader("Idempotency-Key", "1")
			.execute("expressInterest", input, "changed")
			.at("/errors/0/extensions/code")
			.asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
	}

	@Test
	void headerRequiresAKeyThatMayActForVisitors() {
		assertThat(code(Map.of("Marquee-Person", "ann"))).isEqualTo("UNAUTHENTICATED");
		String writer = TestApiKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), null);
		assertThat(code(Map.of("Marquee-Person", "ann", "Authorization", bearer(writer)))).isEqualTo("FORBIDDEN");
		JsonNode response = this.graphQlTestClient.execute(INTERESTED, Map.of(), Map.of("Marquee-Person", "ann"));
		assertThat(response.has("data")).isFalse();
		assertThat(response.at("/errors/0/message").asString()).contains("`Marquee-Person`", "`interests:write`");
		assertThat(response.at("/errors/0/extensions/requestId").asString()).isNotEmpty();
	}

	@Test
	void unprintableOrTooLongPersonIsRejected() {
		for (String person : List.of("a\tb", "x".repeat(201))) {
			assertThat(code(Map.of("Marquee-Person", person, "Authorization", bearer(this.key))))
				.isEqualTo("BAD_USER_INPUT");
		}
		assertThat(interests(as("x".repeat(200), INTERESTED))).hasSize(2);
	}

	private String code(Map<String, String> headers) {
		return this.graphQlTestClient.execute(INTERESTED, Map.of(), headers).at("/errors/0/extensions/code").asString();
	}

	private JsonNode as(String person, String document) {
		JsonNode response = this.graphQlTestClient.execute(document, Map.of(), site(person).headers());
		assertThat(response.path("errors")).isEmpty();
		return response.get("data");
	}

	private MutationClient site(String person) {
		return MutationClients.withKey(this.graphQlTestClient, this.key).withHeader("Marquee-Person", person);
	}

	private void express(String person, String event) {
		site(person).mutate("expressInterest", Map.of("eventId", event), "changed");
	}

	private static String bearer(String key) {
		return "Bearer " + key;
	}

	private static Viewer token(String subject) {
		return new Viewer(Viewer.PrincipalType.TOKEN, subject, Set.of(Scope.INTERESTS_WRITE), null, null, subject);
	}

	private JsonNode execute(Viewer viewer, String document) {
		ExecutionInput input = ExecutionInput.newExecutionInput(document)
			.graphQLContext(Map.of(Viewer.class, viewer, AccessContext.class, viewer.accessContext()))
			.build();
		Map<String, Object> response = this.source.graphQl().execute(input).toSpecification();
		return GraphQlTestClient.JSON.readTree(GraphQlTestClient.JSON.writeValueAsString(response)).get("data");
	}

	private static List<String> interests(JsonNode data) {
		return data.at("/events/nodes")
			.valueStream()
			.map((event) -> event.get("name").asString() + " " + event.get("viewerIsInterested"))
			.toList();
	}

	private String create(String name) {
		return MutationClients.withAllScopes(this.graphQlTestClient)
			.mutate("createEvent", Map.of("name", name, "publish", true, "start",
					Map.of("local", "2037-03-05T19:30", "timeZone", "Europe/Lisbon"), "tickets",
					List.of(Map.of("name", "Seat")), "gallery", List.of(Map.of("url", "https://images.example/a.jpg"))),
					"event { id }")
			.at("/event/id")
			.asString();
	}

}
