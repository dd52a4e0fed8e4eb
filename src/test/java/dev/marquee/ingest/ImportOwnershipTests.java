package dev.marquee.ingest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.security.ApiKeys;
import dev.marquee.security.Scope;
import dev.marquee.security.TestApiKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keys cannot occupy the addresses of listings, and an event is found by each spelling of
 * its address.
 */
@IntegrationTest
class ImportOwnershipTests {

	private static final String URL = "https://listings.example/berlin/big-show/888001";

	private static final Map<String, String> START = Map.of("local", "2027-03-05T19:00", "timeZone", "UTC");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ApiKeys keys;

	MutationClient unrestricted;

	MutationClient bound;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.unrestricted = MutationClients.withAllScopes(this.graphQlTestClient);
		String organizer = this.unrestricted.mutate("createOrganizer", Map.of("name", "A"), "organizer { id }")
			.at("/organizer/id")
			.asString();
		this.bound = MutationClients.withKey(this.graphQlTestClient,
				TestApiKeys.create(this.keys, Set.of(Scope.EVENTS_WRITE), UUID.fromString(organizer.substring(4))));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void occupiedAddressDoesNotHideAListing(boolean isPublished) {
		String squatter = this.bound
			.mutate("createEvent", Map.of("name", "Squat", "url", URL, "start", START, "publish", isPublished),
					"event { id }")
			.at("/event/id")
			.asString();
		JsonNode outcome = importDocument(URL);
		assertThat(outcome.get("status").asString()).isEqualTo("CREATED");
		assertThat(outcome.at("/event/id").asString()).isNotEqualTo(squatter);
		assertThat(outcome.findValuesAsString("code").contains("address_taken")).isEqualTo(isPublished);
		assertThat(eventByUrl(URL).get("name").asString()).isEqualTo("Big Show");
	}

	@Test
	void addressOfAListingIsTaken() {
		importDocument(URL);
		for (MutationClient client : List.of(this.bound, this.unrestricted)) {
			assertThat(client
				.userErrors("createEvent",
						Map.of("name", "Squat", "url",
								"http://www.listings.example/berlin/big-show/888001/?utm_source=x", "start", START)))
				.containsExactly("url TAKEN");
		}
	}

	@Test
	void unpublishedListingIsReported() {
		String id = importDocument(URL).at("/event/id").asString();
		this.unrestricted.mutate("unpublishEvent", Map.of("id", id), "event { id }");
		JsonNode outcome = importDocument(URL);
		assertThat(outcome.get("status").asString()).isEqualTo("UNCHANGED");
		assertThat(outcome.at("/problems/0/code").asString()).isEqualTo("not_published");
		assertThat(outcome.at("/problems/0/severity").asString()).isEqualTo("WARNING");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ' ',
			value = { "https://a.example/x-|-y/1 https://a.example/x-%7c-y/1/",
					"https://a.example/[1] http://www.a.example/%5B1%5D",
					"https://ü.example/é https://xn--tda.example/%C3%A9#x",
					"https://allevents.in/porto/a-|-b/700100200 https://www.allevents.in/x/700100200?ref=y" })
	void eventIsFoundByEachSpelling(String url, String spelling) {
		importDocument(url);
		for (String each : List.of(url, spelling)) {
			assertThat(eventByUrl(each)).as(each).isNotNull();
		}
	}

	@Test
	void nextEventOfAPageIsFound() {
		String document = "# Event Details\n- **Event Name**: %s\n- **Event Start and End Date**: %s\n- **Event URL**: "
				+ URL + '\n';
		for (String date : List.of("20 Feb, 2020", "21 Feb, 2020", "20 Feb, 2199", "21 Feb, 2199")) {
			importText(date, document.formatted(date, date));
		}
		assertThat(eventByUrl(URL).get("name").asString()).isEqualTo("20 Feb, 2199");
	}

	private JsonNode importDocument(String url) {
		return importText("show.txt",
				"# Event Details\n- **Event Name**: Big Show\n- **Event Start and End Date**: Fri, 05 Mar, 2027\n- **Event URL**: "
						+ url + "\n## Event Organizer details\n- **organizer**: B (https://listings.example/org/1)\n");
	}

	private JsonNode importText(String name, String text) {
		return this.unrestricted
			.mutate("importListings", Map.of("documents", List.of(Map.of("name", name, "text", text))),
					"documents { status event { id } problems { severity code message } }")
			.at("/documents/0");
	}

	private JsonNode eventByUrl(String url) {
		JsonNode event = this.graphQlTestClient
			.data("query Find($url: Url!) { eventByUrl(url: $url) { id name } }", Map.of("url", url))
			.get("eventByUrl");
		return event.isNull() ? null : event;
	}

}
