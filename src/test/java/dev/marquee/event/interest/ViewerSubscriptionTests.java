package dev.marquee.event.interest;

import java.util.Map;
import java.util.Set;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.transport.websocket.TestWebSocket;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the person of a WebSocket sees of their own interests.
 */
@IntegrationTest
@Timeout(30)
class ViewerSubscriptionTests {

	private static final String PROTOCOL = "graphql-transport-ws";

	private static final String CHANGES = """
			subscription ($after: String) { eventChanges(after: $after) { event { name viewerIsInterested interestedCount } } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	String key;

	String event;

	Map<String, String> position;

	@BeforeEach
	void fill() {
		TestDatabase.clear();
		this.key = TestApiKeys.create(this.keys, Set.of(Scope.INTERESTS_WRITE), null);
		this.event = MutationClients.withAllScopes(this.graphQlTestClient)
			.mutate("createEvent",
					Map.of("name", "Owls", "publish", true, "start",
							Map.of("local", "2037-03-05T19:30", "timeZone", "Europe/Lisbon")),
					"event { id }")
			.at("/event/id")
			.asString();
		this.position = Map.of("after", this.graphQlTestClient.data("{ changeCursor }").get("changeCursor").asString());
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
		TestDatabase.dsl().execute("delete from api_key");
	}

	@Test
	void changesShowTheStateOfTheSubscribedPerson() {
		try (TestWebSocket ann = openFor("ann");
				TestWebSocket alsoAnn = openFor("ann");
				TestWebSocket bob = openFor("bob");
				TestWebSocket nobody = TestWebSocket.openInitialized(this.graphQlTestClient.uri("/graphql"))) {
			for (TestWebSocket socket : new TestWebSocket[] { ann, alsoAnn, bob, nobody }) {
				socket.subscribe("1", CHANGES, this.position);
			}
			site().mutate("expressInterest", Map.of("eventId", this.event, "person", "ann"), "changed");
			assertThat(next(ann)).isEqualTo("{\"name\":\"Owls\",\"viewerIsInterested\":true,\"interestedCount\":1}");
			assertThat(next(alsoAnn))
				.isEqualTo("{\"name\":\"Owls\",\"viewerIsInterested\":true,\"interestedCount\":1}");
			assertThat(next(bob)).isEqualTo("{\"name\":\"Owls\",\"viewerIsInterested\":false,\"interestedCount\":1}");
			assertThat(next(nobody)).isEqualTo("{\"name\":\"Owls\",\"viewerIsInterested\":null,\"interestedCount\":1}");
		}
	}

	@Test
	void mutationsAndQueriesOfASocketAreOnBehalfOfItsPerson() {
		try (TestWebSocket ann = openFor("ann")) {
			ann.subscribe("1", "mutation ($id: ID!) { expressInterest(input: { eventId: $id }) { changed } }",
					Map.of("id", this.event));
			assertThat(ann.expect("next").at("/payload/data/expressInterest/changed").asBoolean()).isTrue();
			ann.expect("complete");
			ann.subscribe("2", "{ viewer { interestedEvents { totalCount } } }", Map.of());
			assertThat(ann.expect("next").at("/payload/data/viewer/interestedEvents/totalCount").asInt()).isEqualTo(1);
		}
	}

	@Test
	void headerOfTheHandshakeNamesThePerson() {
		site().mutate("expressInterest", Map.of("eventId", this.event, "person", "ann"), "changed");
		Map<String, String> headers = Map.of("Authorization", "Bearer " + this.key, "Marquee-Person", "ann");
		try (TestWebSocket socket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"), headers, PROTOCOL)) {
			socket
				.send(Map.of("type", "connection_init", "payload", Map.of("headers", Map.of("marquee-person", "ann"))));
			socket.expect("connection_ack");
			socket.subscribe("1", "{ viewer { interestedEvents { totalCount } } }", Map.of());
			assertThat(socket.expect("next").at("/payload/data/viewer/interestedEvents/totalCount").asInt())
				.isEqualTo(1);
		}
	}

	/** A proxy adds the header, and passes on what its visitor sends. */
	@Test
	void payloadCannotReplaceThePersonOfTheHandshake() throws Exception {
		Map<String, String> headers = Map.of("Authorization", "Bearer " + this.key, "Marquee-Person", "ann");
		try (TestWebSocket socket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"), headers, PROTOCOL)) {
			socket.send(Map.of("type", "connection_init", "payload", Map.of("Marquee-Person", "bob")));
			assertThat(socket.closed.get()).isEqualTo(4403);
		}
	}

	@Test
	void personWithoutAKeyOrWithUnprintableLettersIsRefused() {
		assertThat(code(Map.of("Marquee-Person", "ann"))).isEqualTo("UNAUTHENTICATED");
		assertThat(code(Map.of("Marquee-Person", "Zo\u00eb", "Authorization", "Bearer " + this.key)))
			.isEqualTo("BAD_USER_INPUT");
	}

	private String code(Map<String, String> payload) {
		try (TestWebSocket socket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"))) {
			socket.send(Map.of("type", "connection_init", "payload", payload));
			socket.expect("connection_ack");
			socket.subscribe("1", CHANGES, this.position);
			return socket.expect("error").at("/payload/0/extensions/code").asString();
		}
	}

	private static String next(TestWebSocket socket) {
		return socket.expect("next").at("/payload/data/eventChanges/event").toString();
	}

	private TestWebSocket openFor(String person) {
		TestWebSocket socket = TestWebSocket.open(this.graphQlTestClient.uri("/graphql"));
		socket.send(Map.of("type", "connection_init", "payload",
				Map.of("Authorization", "Bearer " + this.key, "Marquee-Person", person)));
		socket.expect("connection_ack");
		return socket;
	}

	private MutationClient site() {
		return MutationClients.withKey(this.graphQlTestClient, this.key);
	}

}
