package dev.marquee.event.editing;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.Events;
import dev.marquee.event.Recurrences;
import dev.marquee.event.VisibleEvents;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.InputFixtures;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import dev.marquee.mutation.RowEditor;
import dev.marquee.venue.TimeZoneFinder;
import dev.marquee.venue.VenueDetails;
import dev.marquee.venue.Venues;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time zones of events whose input states none.
 */
@IntegrationTest
class EventZoneTests {

	private static final String TIMES = """
			event { id start { instant timeZone zoneSource } end { instant timeZone zoneSource } }""";

	private static final Map<String, Object> LOCAL = Map.of("local", "2027-07-05T19:30");

	private static final Map<String, Object> BERLIN = Map.of("local", "2027-07-05T19:30", "timeZone", "Europe/Berlin");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	OccurrenceFinder occurrenceFinder;

	@Autowired
	Recurrences recurrences;

	@Autowired
	RowEditor<EventRecord> editor;

	@Autowired
	Events events;

	@Autowired
	VisibleEvents visibleEvents;

	@Autowired
	EventGroupsInput groups;

	MutationClient mutationClient;

	/** Loading the zone boundaries takes seconds, and a request has a deadline. */
	@BeforeAll
	static void loadBoundaries(@Autowired TimeZoneFinder finder) {
		finder.find(new VenueDetails("Auditorio", null, null, null, null, null, 28.12355, -15.43626),
				LocalDateTime.parse("2027-07-05T19:30"));
	}

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void zoneIsThatOfTheVenueCoordinates() {
		JsonNode event = create(Map.of("start", LOCAL, "end", Map.of("date", "2027-07-06"), "venueId", canaries()));
		assertThat(event.get("start").toString()).isEqualTo(
				"{\"instant\":\"2027-07-05T18:30:00.000Z\",\"timeZone\":\"Atlantic/Canary\",\"zoneSource\":\"VENUE\"}");
		assertThat(event.get("end").toString()).isEqualTo(
				"{\"instant\":\"2027-07-06T23:00:00.000Z\",\"timeZone\":\"Atlantic/Canary\",\"zoneSource\":\"VENUE\"}");
	}

	@Test
	void boundariesAreLoadedBeforeTheTransactionIfTheVenueNeedsThem() {
		TimeZoneFinder finder = new TimeZoneFinder();
		EventZones zones = new EventZones(new Venues(TestDatabase.dsl()), finder);
		UUID stube = key(venue(Map.of("name", "Stube", "countryCode", "AT")));
		UUID canaries = key(canaries());
		Input input = InputFixtures.of(Map.of("start", Map.of("local", "2027-07-05T19:30")));
		zones.prepare(input, () -> null);
		zones.prepare(input, () -> stube);
		zones.prepare(InputFixtures.of(Map.of("start", Map.of("timeZone", ZoneId.of("Europe/Rome")))), () -> canaries);
		assertThat(finder.areBoundariesLoaded()).isFalse();
		zones.prepare(input, () -> canaries);
		assertThat(finder.areBoundariesLoaded()).isTrue();
	}

	@Test
	void boundariesAreLoadedBeforeAnOccurrenceIsRescheduled() {
		String event = create(Map.of("start", BERLIN, "venueId", canaries())).get("id").asString();
		String occurrence = this.mutationClient
			.mutate("setRecurrence", Map.of("id", event, "recurrence", Map.of("rules", List.of("FREQ=WEEKLY;COUNT=3"))),
					"event { occurrences { nodes { id } } }")
			.at("/event/occurrences/nodes/1/id")
			.asString();
		assertPreparation(Map.of("id", occurrence),
				(zones) -> new OccurrenceMutations(this.occurrenceFinder, this.recurrences, zones)
					.rescheduleOccurrence());
	}

	@Test
	void boundariesAreLoadedBeforeAnEventIsRescheduled() {
		String event = create(Map.of("start", BERLIN, "venueId", canaries())).get("id").asString();
		assertPreparation(Map.of("id", event),
				(zones) -> new ScheduleMutations(this.editor,
						new EventInput(TestDatabase.dsl(), this.events, this.visibleEvents, zones, this.groups))
					.rescheduleEvent());
	}

	private static void assertPreparation(Map<String, ?> id, Function<EventZones, Mutation> mutations) {
		TimeZoneFinder finder = new TimeZoneFinder();
		Mutation mutation = mutations.apply(new EventZones(new Venues(TestDatabase.dsl()), finder));
		mutation.prepare(InputFixtures.of(id));
		assertThat(finder.areBoundariesLoaded()).isFalse();
		Map<String, Object> moved = new HashMap<>(id);
		moved.put("start", LOCAL);
		mutation.prepare(InputFixtures.of(moved));
		assertThat(finder.areBoundariesLoaded()).isTrue();
	}

	private static UUID key(String id) {
		return UUID.fromString(id.substring(id.indexOf('_') + 1));
	}

	@Test
	void zoneIsThatOfTheVenueCountry() {
		JsonNode event = create(Map.of("start", LOCAL, "venueId", venue(Map.of("name", "Stube", "countryCode", "AT"))));
		assertThat(event.at("/start/timeZone").asString()).isEqualTo("Europe/Vienna");
		assertThat(event.at("/start/zoneSource").asString()).isEqualTo("VENUE");
	}

	@Test
	void statedZoneTakesPrecedence() {
		JsonNode event = create(Map.of("start", BERLIN, "venueId", canaries()));
		assertThat(event.at("/start/timeZone").asString()).isEqualTo("Europe/Berlin");
		assertThat(event.at("/start/zoneSource").asString()).isEqualTo("STATED");
	}

	@Test
	void endHasTheZoneOfTheStart() {
		JsonNode event = create(Map.of("start", BERLIN, "end", Map.of("local", "2027-07-05T23:00")));
		assertThat(event.at("/end/timeZone").asString()).isEqualTo("Europe/Berlin");
		assertThat(event.at("/end/zoneSource").asString()).isEqualTo("STATED");
		String id = event.get("id").asString();
		JsonNode later = this.mutationClient
			.mutate("updateEvent", Map.of("id", id, "end", Map.of("local", "2027-07-06T01:00")), TIMES)
			.get("event");
		assertThat(later.at("/end/instant").asString()).isEqualTo("2027-07-05T23:00:00.000Z");
	}

	@Test
	void unknownZoneIsRequired() {
		String usa = venue(Map.of("name", "Somewhere", "countryCode", "US"));
		for (Map<String, Object> input : List.<Map<String, Object>>of(Map.of("start", LOCAL),
				Map.of("start", LOCAL, "venueId", usa),
				Map.of("start", Map.of("date", "2027-07-05"), "venueId", venue(Map.of("name", "Nowhere"))))) {
			Map<String, Object> named = new HashMap<>(input);
			named.put("name", "Owls");
			JsonNode error = this.mutationClient.payload("createEvent", named, "").at("/userErrors/0");
			assertThat(error.get("field").toString()).isEqualTo("[\"start\",\"timeZone\"]");
			assertThat(error.get("code").asString()).isEqualTo("REQUIRED");
			assertThat(error.get("message").asString()).startsWith("`timeZone` is required, since");
		}
	}

	@Test
	void rescheduledEventKeepsItsZoneOrTakesThatOfItsVenue() {
		String id = create(Map.of("start", BERLIN)).get("id").asString();
		Map<String, Object> later = Map.of("id", id, "start", Map.of("local", "2027-07-07T19:30"));
		JsonNode event = this.mutationClient.mutate("rescheduleEvent", later, TIMES).get("event");
		assertThat(event.at("/start/instant").asString()).isEqualTo("2027-07-07T17:30:00.000Z");
		assertThat(event.at("/start/zoneSource").asString()).isEqualTo("STATED");
		this.mutationClient.mutate("updateEvent", Map.of("id", id, "venueId", canaries()), "event { id }");
		event = this.mutationClient.mutate("rescheduleEvent", later, TIMES).get("event");
		assertThat(event.at("/start/timeZone").asString()).isEqualTo("Atlantic/Canary");
		assertThat(event.at("/start/zoneSource").asString()).isEqualTo("VENUE");
	}

	private String canaries() {
		return venue(Map.of("name", "Auditorio", "countryCode", "ES", "location",
				Map.of("latitude", 28.12355, "longitude", -15.43626)));
	}

	private String venue(Map<String, ?> input) {
		return this.mutationClient.mutate("createVenue", input, "venue { id }").at("/venue/id").asString();
	}

	private JsonNode create(Map<String, ?> input) {
		Map<String, Object> named = new HashMap<>(input);
		named.put("name", "Owls");
		return this.mutationClient.mutate("createEvent", named, TIMES).get("event");
	}

}
