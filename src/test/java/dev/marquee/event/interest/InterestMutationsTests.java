package dev.marquee.event.interest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

import static dev.marquee.db.Tables.INTEREST;
import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class InterestMutationsTests {

	private static final int CONCURRENCY = 8;

	private static final String SELECTION = "changed event { interestedCount version }";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	@Autowired
	GraphQlSource source;

	MutationClient mutationClient;

	MutationClient site;

	String event;

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
		this.site = site();
		this.event = create("Owls");
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("delete from api_key");
	}

	@Test
	void repeatedInterestIsCountedOnce() {
		JsonNode first = express(this.site, "ann");
		assertThat(first.get("changed").asBoolean()).isTrue();
		assertThat(first.at("/event/interestedCount").asInt()).isEqualTo(1);
		JsonNode second = express(this.site, "ann");
		assertThat(second.get("changed").asBoolean()).isFalse();
		assertThat(second.get("event")).isEqualTo(first.get("event"));
		assertThat(express(this.site, "Ann").at("/event/interestedCount").asInt()).isEqualTo(2);
	}

	@Test
	void interestCanBeWithdrawn() {
		assertThat(withdraw(this.site, "ann").get("changed").asBoolean()).isFalse();
		express(this.site, "ann");
		express(this.site, "bob");
		JsonNode withdrawn = withdraw(this.site, "ann");
		assertThat(withdrawn.get("changed").asBoolean()).isTrue();
		assertThat(withdrawn.at("/event/interestedCount").asInt()).isEqualTo(1);
		assertThat(withdraw(this.site, "ann").get("changed").asBoolean()).isFalse();
		assertThat(express(this.site, "ann").at("/event/interestedCount").asInt()).isEqualTo(2);
	}

	@Test
	void concurrentInterestsOfOneVisitorAreCountedOnce() throws Exception {
		List<JsonNode> payloads = concurrently((number) -> express(this.site, "ann"));
		assertThat(payloads).filteredOn((payload) -> payload.get("changed").asBoolean()).hasSize(1);
		assertThat(interestedCount()).isEqualTo(1);
		List<JsonNode> withdrawn = concurrently((number) -> withdraw(this.site, "ann"));
		assertThat(withdrawn).filteredOn((payload) -> payload.get("changed").asBoolean()).hasSize(1);
		assertThat(interestedCount()).isZero();
	}

	@Test
	void concurrentInterestsOfManyVisitorsAreAllCounted() throws Exception {
		concurrently((number) -> express(this.site, "visitor " + number));
		assertThat(interestedCount()).isEqualTo(CONCURRENCY);
	}

	@Test
	void visitorIdsAreScopedToTheirSite() {
		MutationClient other = site();
		express(this.site, "1");
		assertThat(express(other, "1").at("/event/interestedCount").asInt()).isEqualTo(2);
		assertThat(withdraw(other, "1").at("/event/interestedCount").asInt()).isEqualTo(1);
		assertThat(withdraw(other, "1").get("changed").asBoolean()).isFalse();
		assertThat(withdraw(this.site, "1").get("changed").asBoolean()).isTrue();
	}

	@Test
	void visitorIdsAreStoredHashed() {
		express(this.site, "ann@example.org");
		assertThat(TestDatabase.dsl().fetchSingle(INTEREST).getPerson()).hasSize(32);
		assertThat(TestDatabase.dsl().fetchValue("select to_jsonb(interest)::text from interest").toString())
			.doesNotContain("ann");
	}

	@Test
	void interestsDoNotCauseVersionConflicts() {
		String seen = version();
		express(this.site, "ann");
		String later = version();
		assertThat(later).isNotEqualTo(seen);
		assertThat(rename(seen, "Barn owls")).isEmpty();
		express(this.site, "bob");
		assertThat(rename(seen, "Tawny owls")).containsExactly("expectedVersion CONFLICT");
		assertThat(rename(later, "Tawny owls")).containsExactly("expectedVersion CONFLICT");
		assertThat(rename(version(), "Tawny owls")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "0", "-1", "+1", "01", "1.0", "99", "x", "9223372036854775808" })
	void invalidExpectedVersionConflicts(String version) {
		express(this.site, "ann");
		assertThat(rename(version, "Barn owls")).containsExactly("expectedVersion CONFLICT");
	}

	@Test
	void interestKeepsUpdatedAt() {
		JsonNode before = event("updatedAt");
		express(this.site, "ann");
		assertThat(event("updatedAt")).isEqualTo(before);
	}

	@Test
	void listsReflectInterests() {
		String other = create("Bats");
		express(this.site, "ann");
		assertThat(names("orderBy: { field: INTERESTED, direction: DESC }")).containsExactly("Owls", "Bats");
		assertThat(names("filter: { interestedAtLeast: 1 }")).containsExactly("Owls");
		for (String person : List.of("ann", "bob")) {
			this.site.mutate("expressInterest", Map.of("eventId", other, "person", person), SELECTION);
		}
		assertThat(names("orderBy: { field: INTERESTED, direction: DESC }")).containsExactly("Bats", "Owls");
		assertThat(names("filter: { interestedAtLeast: 2 }")).containsExactly("Bats");
		this.site.mutate("withdrawInterest", Map.of("eventId", other, "person", "bob"), SELECTION);
		assertThat(names("filter: { interestedAtLeast: 2 }")).isEmpty();
	}

	@Test
	void changeLogRecordsInterests() {
		String cursor = this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString();
		express(this.site, "ann");
		express(this.site, "ann");
		withdraw(this.site, "ann");
		JsonNode changes = this.graphQlTestClient.data("""
				query ($after: String) {
					changes(after: $after) { nodes { kind changedFields lastKnown { interestedCount } } }
				}
				""", Map.of("after", cursor)).at("/changes/nodes");
		assertThat(changes.toString()).isEqualTo("""
				[{"kind":"UPDATED","changedFields":["interestedCount"],"lastKnown":{"interestedCount":1}},\
				{"kind":"UPDATED","changedFields":["interestedCount"],"lastKnown":{"interestedCount":0}}]""");
	}

	@Test
	void deletedEventRemovesItsInterests() {
		express(this.site, "ann");
		this.mutationClient.mutate("deleteEvent", Map.of("id", this.event), "deletedId");
		assertThat(TestDatabase.dsl().fetchCount(INTEREST)).isZero();
	}

	@Test
	void personIsRequired() {
		Map<String, Object> input = new HashMap<>(Map.of("eventId", this.event));
		for (String mutation : List.of("expressInterest", "withdrawInterest")) {
			input.put("person", null);
			assertThat(this.site.userErrors(mutation, input)).containsExactly("person REQUIRED");
			input.put("person", " ");
			assertThat(this.site.userErrors(mutation, input)).containsExactly("person REQUIRED");
			input.put("person", "x".repeat(201));
			assertThat(this.site.userErrors(mutation, input)).containsExactly("person TOO_LONG");
			input.put("person", "\uD83E\uDD89".repeat(200));
			assertThat(this.site.userErrors(mutation, input)).isEmpty();
		}
		input.put("eventId", "evt_1");
		input.remove("person");
		assertThat(this.site.userErrors("expressInterest", input)).containsExactly("eventId NOT_FOUND",
				"person REQUIRED");
		assertThat(this.site.payload("expressInterest", input, SELECTION).toString())
			.startsWith("{\"changed\":false,\"event\":null");
	}

	@Test
	void tokenSubjectReplacesPerson() {
		for (String subject : List.of("ann", "ann", "bob", Viewer.UNKNOWN_SUBJECT)) {
			execute(new Viewer(Viewer.PrincipalType.TOKEN, subject, Set.of(Scope.INTERESTS_WRITE), null, null, subject),
					"{ eventId: \"" + this.event + "\" }");
		}
		assertThat(interestedCount()).isEqualTo(2);
		execute(new Viewer(Viewer.PrincipalType.TOKEN, "bob", Set.of(Scope.INTERESTS_WRITE), null, null, "bob"),
				"{ eventId: \"" + this.event + "\", person: \"ann\" }");
		assertThat(interestedCount()).as("interests with `person` differ from those of a token's subject").isEqualTo(3);
	}

	private void execute(Viewer viewer, String input) {
		this.source.graphQl()
			.execute(ExecutionInput
				.newExecutionInput("mutation { expressInterest(input: " + input + ") { changed userErrors { code } } }")
				.graphQLContext(Map.of(Viewer.class, viewer, AccessContext.class, viewer.accessContext()))
				.build());
	}

	private MutationClient site() {
		return MutationClients.withKey(this.graphQlTestClient,
				TestApiKeys.create(this.keys, Set.of(Scope.INTERESTS_WRITE), null));
	}

	private String create(String name) {
		return this.mutationClient
			.mutate("createEvent",
					Map.of("name", name, "publish", true, "start",
							Map.of("local", "2027-03-05T19:30", "timeZone", "Europe/Lisbon")),
					"event { id }")
			.at("/event/id")
			.asString();
	}

	private JsonNode express(MutationClient site, String person) {
		return site.mutate("expressInterest", Map.of("eventId", this.event, "person", person), SELECTION);
	}

	private JsonNode withdraw(MutationClient site, String person) {
		return site.mutate("withdrawInterest", Map.of("eventId", this.event, "person", person), SELECTION);
	}

	private Iterable<String> rename(String version, String name) {
		return this.mutationClient.userErrors("updateEvent",
				Map.of("id", this.event, "expectedVersion", version, "name", name));
	}

	private String version() {
		return event("version").asString();
	}

	private int interestedCount() {
		return event("interestedCount").asInt();
	}

	private JsonNode event(String field) {
		return this.graphQlTestClient
			.data("query Read($id: ID!) { event(id: $id) { " + field + " } }", Map.of("id", this.event))
			.at("/event/" + field);
	}

	private List<String> names(String arguments) {
		return this.graphQlTestClient.data("{ events(" + arguments + ") { nodes { name } } }")
			.findValuesAsString("name");
	}

	private static List<JsonNode> concurrently(NumberedVisit numberedVisit) throws InterruptedException {
		List<Callable<JsonNode>> visits = IntStream.range(0, CONCURRENCY)
			.mapToObj((number) -> (Callable<JsonNode>) () -> numberedVisit.execute(number))
			.toList();
		try (ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY)) {
			return threads.invokeAll(visits).stream().map((future) -> future.resultNow()).toList();
		}
	}

	private interface NumberedVisit {

		JsonNode execute(int number);

	}

}
