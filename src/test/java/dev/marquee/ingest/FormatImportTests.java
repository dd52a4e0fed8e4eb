package dev.marquee.ingest;

import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClient;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static dev.marquee.db.Tables.EVENT;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents of calendars, tables, feeds and APIs, from the mutation to the database:
 * their formats are detected.
 */
@IntegrationTest
class FormatImportTests {

	private static final String SELECTION = "outcomes { document listing status event { name start { instant timeZone } joinUrl tags venue { name } } problems { severity code path line } }";

	private static final Map<String, Object> CALENDAR = Map.of("name", "mill.ics", "text", """
			BEGIN:VCALENDAR
			VERSION:2.0
			X-WR-TIMEZONE:Europe/Berlin
			BEGIN:VEVENT
			UID:lantern-walk-7@events.example
			SEQUENCE:1
			DTSTART:20270612T193000
			SUMMARY:Lantern walk
			CONFERENCE:https://meet.example/lantern
			END:VEVENT
			BEGIN:VEVENT
			UID:fair-8@events.example
			DTSTART;VALUE=DATE:20270704
			SUMMARY:Fair
			LOCATION:East Meadow\\, 04109 Leipzig\\, Germany
			END:VEVENT
			BEGIN:VEVENT
			UID:no-start-9@events.example
			SUMMARY:Some day
			END:VEVENT
			END:VCALENDAR
			""");

	@Autowired
	GraphQlTestClient graphQlTestClient;

	MutationClient mutationClient;

	@BeforeEach
	void clear() {
		TestDatabase.clear();
		this.mutationClient = MutationClients.withAllScopes(this.graphQlTestClient);
	}

	@Test
	void calendarIsImported() {
		JsonNode outcomes = outcomes(false, CALENDAR);
		assertThat(outcomes.findValuesAsString("status")).containsExactly("CREATED", "CREATED", "REJECTED");
		assertThat(outcomes.at("/0/event/start/instant").asString()).isEqualTo("2027-06-12T17:30:00.000Z");
		assertThat(outcomes.at("/0/event/joinUrl").asString()).isEqualTo("https://meet.example/lantern");
		assertThat(outcomes.at("/1/event/start/timeZone").asString()).isEqualTo("Europe/Berlin");
		assertThat(outcomes.at("/1/event/venue/name").asString()).isEqualTo("East Meadow");
		assertThat(outcomes.at("/2/problems").findValuesAsString("code")).contains("start_missing");
		assertThat(outcomes(false, CALENDAR).findValuesAsString("status")).containsExactly("UNCHANGED", "UNCHANGED",
				"REJECTED");
	}

	@Test
	void eventThatMovesIsFoundByItsUid() {
		outcomes(false, CALENDAR);
		String moved = CALENDAR.get("text")
			.toString()
			.replace("SEQUENCE:1", "SEQUENCE:2")
			.replace("20270612T193000", "20270613T193000");
		assertThat(outcomes(false, Map.of("name", "other.ics", "text", moved)).findValuesAsString("status"))
			.containsExactly("UPDATED", "UNCHANGED", "REJECTED");
		assertThat(outcomes(false, CALENDAR).at("/0/status").asString()).isEqualTo("UNCHANGED");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isEqualTo(2);
	}

	@Test
	void dryRunShowsTheColumnsOfATable() {
		JsonNode outcomes = outcomes(true, Map.of("name", "programme.csv", "text",
				"Titel;Datum;Uhrzeit;Ort;Schlagworte\nLesung;20.03.2027;19:30;Alte Mühle;Buch, Fluss\nOhne Datum;;;;\n"));
		assertThat(outcomes.findValuesAsString("status")).containsExactly("CREATED", "REJECTED");
		assertThat(outcomes.at("/0/event/tags/0").asString()).isEqualTo("Buch");
		assertThat(outcomes.findValuesAsString("code")).contains("columns_recognized", "start_missing");
		assertThat(TestDatabase.dsl().fetchCount(EVENT)).isZero();
	}

	@Test
	void columnsOfATableCanBeGiven() {
		JsonNode outcomes = outcomes(false,
				Map.of("name", "programme.csv", "text", "Wer,Was genau,Wann genau\nChor,Probe,2027-03-20 19:00\n",
						"columns", List.of(Map.of("header", "Was genau", "field", "name"),
								Map.of("header", "Wann genau", "field", "start")),
						"timeZone", "Europe/Berlin"));
		assertThat(outcomes.at("/0/event/start/instant").asString()).isEqualTo("2027-03-20T18:00:00.000Z");
	}

	@Test
	void feedIsImported() {
		JsonNode outcomes = outcomes(false, Map.of("name", "feed.xml", "text",
				"""
						<?xml version="1.0"?><rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel><title>Mill</title>
						<item><title>Fair</title><link>https://events.example/fair</link><ev:startdate>2027-07-04T10:00:00+02:00</ev:startdate></item>
						<item><title>News</title><pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate></item></channel></rss>
						"""));
		assertThat(outcomes.findValuesAsString("status")).containsExactly("CREATED", "REJECTED");
		assertThat(outcomes.at("/1/problems").findValuesAsString("code")).containsExactlyInAnyOrder("publication_date",
				"start_missing");
	}

	@Test
	void recordsOfApisAreImported() {
		String meetup = "[{\"id\": \"1\", \"title\": \"Maps\", \"dateTime\": \"2027-01-30T19:30:00+08:00\", \"eventUrl\": \"https://www.meetup.com/maps/events/1/\", \"venues\": [{\"name\": \"Hall\", \"city\": \"Taipei\", \"country\": \"tw\"}]}]";
		String eventbrite = "{\"events\": [{\"id\": \"2\", \"resource_uri\": \"https://www.eventbriteapi.com/v3/events/2/\", \"name\": {\"text\": \"Fair\"}, \"start\": {\"local\": \"2027-01-30T19:30:00\", \"timezone\": \"America/Chicago\"}, \"online_event\": true}]}";
		String openAgenda = "{\"events\": [{\"uid\": 3, \"slug\": \"a\", \"title\": {\"fr\": \"Fête\"}, \"timezone\": \"Europe/Paris\", \"timings\": [{\"begin\": \"2027-01-30T19:30:00+01:00\", \"end\": \"2027-01-30T20:30:00+01:00\"}]}]}";
		String linkedEvents = "{\"data\": [{\"id\": \"x:4\", \"data_source\": \"x\", \"name\": {\"fi\": \"Juhla\"}, \"start_time\": \"2027-01-30T17:30:00Z\", \"super_event_type\": null}]}";
		JsonNode outcomes = outcomes(false, Map.of("name", "m.json", "text", meetup),
				Map.of("name", "e.json", "text", eventbrite), Map.of("name", "o.json", "text", openAgenda),
				Map.of("name", "l.json", "text", linkedEvents));
		assertThat(outcomes.findValuesAsString("status")).containsExactly("CREATED", "CREATED", "CREATED", "CREATED");
		assertThat(outcomes.at("/0/event/start/timeZone").asString()).isEqualTo("Asia/Taipei");
		assertThat(outcomes.at("/1/event/start/timeZone").asString()).isEqualTo("America/Chicago");
		assertThat(outcomes.at("/2/event/start/timeZone").asString()).isEqualTo("Europe/Paris");
	}

	@SafeVarargs
	@SuppressWarnings("varargs") // the array is only read
	private JsonNode outcomes(boolean dryRun, Map<String, Object>... documents) {
		return this.mutationClient
			.mutate("importListings", Map.of("documents", List.of(documents), "dryRun", dryRun), SELECTION)
			.get("outcomes");
	}

}
