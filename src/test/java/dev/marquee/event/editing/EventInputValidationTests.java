package dev.marquee.event.editing;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.event.editing.EventEditingTests.START;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The user errors of event mutations.
 */
@IntegrationTest
class EventInputValidationTests {

	private static final String UNKNOWN_KEY = "_00000000-0000-0000-0000-000000000000";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void allUserErrorsAreReportedWithTheirPaths() {
		Map<String, Object> input = new HashMap<>(Map.of("name", "x".repeat(500_000), "url", "javascript:alert(1)",
				"description", "y".repeat(200_001), "start", Map.of("timeZone", "UTC"), "venueId", "ven" + UNKNOWN_KEY,
				"organizerIds", List.of("org" + UNKNOWN_KEY, "evt" + UNKNOWN_KEY), "categories", List.of("!?")));
		input.put("tickets", List.of(Map.of(),
				Map.of("url", "ftp://a", "priceKind", "FREE", "price", Map.of("amount", -1, "currency", "EUR"))));
		input.put("gallery", List.of(Map.of("url", " "), Map.of("url", "data:image/png;base64,AAAA")));
		input.put("faqs", List.of(Map.of("question", "<script></script>", "answer", "z".repeat(20_001))));
		assertThat(this.mutationClient.userErrors("createEvent", input)).containsExactlyInAnyOrder("name TOO_LONG",
				"url INVALID", "description TOO_LONG", "start INVALID", "venueId NOT_FOUND", "organizerIds.1 NOT_FOUND",
				"organizerIds NOT_FOUND", "categories INVALID", "tickets.1.url INVALID", "tickets.1.price INVALID",
				"tickets.1.price.amount INVALID", "gallery.0.url REQUIRED", "gallery.1.url INVALID",
				"faqs.0.question REQUIRED", "faqs.0.answer TOO_LONG");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " \t\n", "\u0000", "\u202E\u200F", "<b></b>", "<p>&nbsp;</p>" })
	void nameThatIsBlankAfterCleaningIsRejected(String name) {
		assertThat(this.mutationClient.userErrors("createEvent", Map.of("name", name, "start", START)))
			.containsExactly("name REQUIRED");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2027-03-05T19:30, 2027-03-05T19:29, end END_BEFORE_START
			9999-01-01T00:00,                 , start.local INVALID
			1899-12-31T23:59,                 , start.local INVALID
			2027-03-28T01:30,                 , start.local INVALID
			""")
	void impossibleTimesAreRejected(String start, String end, String userError) {
		Map<String, Object> input = new HashMap<>(Map.of("name", "Owls", "start", local(start)));
		if (end != null) {
			input.put("end", local(end));
		}
		assertThat(this.mutationClient.userErrors("createEvent", input)).containsExactly(userError);
	}

	@Test
	void startAfterTheStoredEndIsRejected() {
		String id = create(Map.of("end", local("2027-03-05T22:00")));
		assertThat(this.mutationClient.userErrors("updateEvent", Map.of("id", id, "start", local("2027-03-06T10:00"))))
			.containsExactly("start END_BEFORE_START");
	}

	@Test
	void zonesUnknownToTheDatabaseAreRejected() {
		assertThat(this.mutationClient.userErrors("createEvent",
				Map.of("name", "Owls", "start", Map.of("date", "2027-03-05", "timeZone", "SystemV/PST8"))))
			.containsExactly("start.timeZone INVALID");
		List<String> known = TestDatabase.dsl()
			.fetchValues("select name from pg_timezone_names")
			.stream()
			.map(Object::toString)
			.toList();
		assertThat(ZoneId.getAvailableZoneIds()).filteredOn((zone) -> !zone.startsWith("SystemV/"))
			.allMatch(known::contains);
		JsonNode unknown = this.mutationClient.execute("createEvent",
				Map.of("name", "Owls", "start", Map.of("date", "2027-03-05", "timeZone", "Mars/Olympus")), "");
		assertThat(unknown.at("/errors/0/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
	}

	@Test
	void duplicateUrlIsRejected() {
		create(Map.of("url", "https://a.example/1"));
		String other = create(Map.of("url", "https://a.example/2"));
		assertThat(this.mutationClient.userErrors("updateEvent", Map.of("id", other, "url", "https://A.example/1")))
			.containsExactly("url TAKEN");
		assertThat(this.mutationClient.userErrors("updateEvent", Map.of("id", other, "url", "https://a.example/2")))
			.isEmpty();
	}

	@Test
	void listsOverTheLimitAreRejected() {
		String id = create(Map.of());
		List<Map<String, String>> many = IntStream.range(0, 201)
			.mapToObj((i) -> Map.of("question", "Q" + i, "answer", "A"))
			.toList();
		assertThat(this.mutationClient.userErrors("setFaqs", Map.of("id", id, "faqs", many)))
			.containsExactly("faqs TOO_MANY");
		assertThat(this.mutationClient
			.mutate("setFaqs", Map.of("id", id, "faqs", many.subList(0, 200)), "event { faqs { answer } }")
			.at("/event/faqs")).hasSize(200);
	}

	@ParameterizedTest
	@CsvSource({ "12.345, USD, `amount` must have at most 2 decimals in USD.",
			"1500.5, JPY, `amount` must have no decimals in JPY.",
			"0.0001, EUR, `amount` must have at most 2 decimals in EUR.",
			"1.2345, BHD, `amount` must have at most 3 decimals in BHD.",
			"1.23456, XAU, `amount` must have at most 4 decimals in XAU." })
	void moreDecimalsThanTheCurrencyHasAreRejected(BigDecimal amount, String currency, String message) {
		JsonNode errors = this.mutationClient
			.payload("createEvent", Map.of("name", "Owls", "start", START, "tickets", tickets(amount, currency)), "")
			.get("userErrors");
		assertThat(errors).hasSize(1);
		assertThat(errors.at("/0/field").toString()).isEqualTo("[\"tickets\",\"0\",\"price\",\"amount\"]");
		assertThat(errors.at("/0/code").asString()).isEqualTo("INVALID");
		assertThat(errors.at("/0/message").asString()).isEqualTo(message);
	}

	@ParameterizedTest
	@CsvSource({ "12.34, USD", "12.3400, USD", "1500, JPY", "15E2, JPY", "1500.00, JPY", "1.234, BHD", "1.2345, CLF",
			"1.2345, XAU", "99999999999.99, EUR" })
	void decimalsOfTheCurrencyAreExact(BigDecimal amount, String currency) {
		JsonNode stored = this.mutationClient
			.mutate("createEvent", Map.of("name", "Owls", "start", START, "tickets", tickets(amount, currency)),
					"event { tickets { price { amount } } }")
			.at("/event/tickets/0/price/amount");
		assertThat(stored.decimalValue()).isEqualByComparingTo(amount);
	}

	private static List<?> tickets(BigDecimal amount, String currency) {
		return List.of(Map.of("price", Map.of("amount", amount, "currency", currency)));
	}

	@ParameterizedTest
	@CsvSource({ "0", "100000000000", "1.00001" })
	void amountsOutOfRangeAreRejected(String amount) {
		String id = create(Map.of());
		assertThat(this.mutationClient.userErrors("setTickets",
				Map.of("id", id, "tickets",
						List.of(Map.of("price", Map.of("amount", new BigDecimal(amount), "currency", "USD"))))))
			.containsExactly("tickets.0.price.amount INVALID");
	}

	@ParameterizedTest
	@ValueSource(strings = { "updateEvent", "publishEvent", "unpublishEvent", "postponeEvent", "cancelEvent",
			"deleteEvent" })
	void unknownIdsAreNotFound(String mutation) {
		for (String id : List.of("evt" + UNKNOWN_KEY, "ven" + UNKNOWN_KEY, "", "\u0000", "evt_x")) {
			assertThat(this.mutationClient.userErrors(mutation, Map.of("id", id))).containsExactly("id NOT_FOUND");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "updateEvent", "publishEvent", "unpublishEvent", "postponeEvent", "cancelEvent",
			"deleteEvent" })
	void staleExpectedVersionConflicts(String mutation) {
		String id = create(Map.of("publish", false));
		String seen = this.mutationClient.mutate("updateEvent", Map.of("id", id), "event { version }")
			.at("/event/version")
			.asString();
		this.mutationClient.mutate("setFaqs",
				Map.of("id", id, "expectedVersion", seen, "faqs", List.of(Map.of("question", "A?", "answer", "B."))),
				"event { version }");
		assertThat(this.mutationClient.userErrors(mutation, Map.of("id", id, "expectedVersion", seen)))
			.containsExactly("expectedVersion CONFLICT");
		assertThat(this.mutationClient.userErrors(mutation, Map.of("id", id, "expectedVersion", "\u0000")))
			.containsExactly("expectedVersion CONFLICT");
	}

	@Test
	void missingKeyIsUnauthenticated() {
		JsonNode response = new MutationClient(this.graphQlTestClient, Map.of()).execute("createEvent",
				Map.of("name", "Owls", "start", START), "event { id }");
		assertThat(response.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	private static Map<String, Object> local(String local) {
		return Map.of("local", local, "timeZone", "Europe/Lisbon");
	}

	private String create(Map<String, ?> more) {
		Map<String, Object> input = new HashMap<>(Map.of("name", "Owls", "start", START, "publish", true));
		input.putAll(more);
		return this.mutationClient.mutate("createEvent", input, "event { id }").at("/event/id").asString();
	}

}
