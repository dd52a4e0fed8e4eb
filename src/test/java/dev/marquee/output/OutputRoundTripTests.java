package dev.marquee.output;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import dev.marquee.mutation.MutationClients;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Outputs, imported again: the events are the same but for what a format cannot say.
 */
@IntegrationTest
class OutputRoundTripTests {

	private static final String DOCUMENT = """
			[
			  {
			    "@context": "https://schema.org", "@type": "MusicEvent", "name": "Owls, \\"mice\\" & <more>; \\\\ Zażółć 東京",
			    "url": "https://owls.example/dock", "startDate": "2027-03-20T19:30:00+01:00",
			    "endDate": "2027-03-20T22:00:00+01:00", "description": "Line one\\n\\nLine two, with a comma",
			    "eventStatus": "https://schema.org/EventScheduled",
			    "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "keywords": ["owls", "night walks"],
			    "location": { "@type": "Place", "name": "The Dock",
			      "geo": { "@type": "GeoCoordinates", "latitude": 53.5409, "longitude": 9.9936 },
			      "address": { "@type": "PostalAddress", "streetAddress": "Kai 1", "postalCode": "20457",
			        "addressLocality": "Hamburg", "addressCountry": "DE" } },
			    "organizer": { "@type": "Organization", "name": "Dock e.V.", "url": "https://dock.example/" },
			    "performer": { "@type": "PerformingGroup", "name": "The Barn Owls" },
			    "offers": [
			      { "@type": "Offer", "name": "Adult", "price": "12.50", "priceCurrency": "EUR", "url": "https://owls.example/buy",
			        "availability": "https://schema.org/InStock" },
			      { "@type": "Offer", "name": "Child", "price": 0, "priceCurrency": "EUR", "url": "https://owls.example/buy" } ],
			    "image": "https://owls.example/1.jpg"
			  },
			  {
			    "@context": "https://schema.org", "@type": "Event", "name": "Fair", "url": "https://owls.example/fair",
			    "startDate": "2027-07-04", "endDate": "2027-07-06", "eventStatus": "https://schema.org/EventCancelled",
			    "location": { "@type": "Place", "name": "Meadow", "geo": { "@type": "GeoCoordinates", "latitude": 40.7,
			      "longitude": -74.0 }, "address": { "@type": "PostalAddress", "addressLocality": "New York", "addressCountry": "US" } }
			  }
			]
			""";

	private static final String EVENTS = """
			{ events { nodes {
			  name description type status attendanceMode tags
			  start { instant local date timeZone precision } end { instant local date timeZone precision }
			  venue { name street postalCode city countryCode location { latitude longitude } }
			  organizers { name url } performers { name } gallery { url }
			  tickets { name url price { amount currency } priceKind availability }
			} } }
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeEach
	void importDocument() {
		TestDatabase.clear();
		assertThat(importText("owls.json", DOCUMENT)).containsExactly("CREATED", "CREATED");
	}

	/**
	 * JSON-LD says everything. iCalendar has no types, tickets, performers, and addresses
	 * in one line; nor has CSV, whose organizers are names.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					jsonld | name description type status attendanceMode tags start end venue organizers performers gallery tickets
					ics    | name description status start end gallery
					csv    | name description status start end
					""")
	void outputIsReadAsTheSameEvents(String form, String fields) {
		List<JsonNode> before = events();
		String output = new OutputClient(this.graphQlTestClient).body("/events." + form);
		TestDatabase.clear();
		assertThat(importText("events." + form, output)).as(output).containsExactly("CREATED", "CREATED");
		List<JsonNode> after = events();
		for (int i = 0; i < before.size(); i++) {
			for (String field : fields.split(" ")) {
				assertThat(after.get(i).get(field)).as(form + " " + field + " of " + output)
					.isEqualTo(before.get(i).get(field));
			}
		}
	}

	@Test
	void recurrenceSurvivesICalendar() {
		TestDatabase.clear();
		assertThat(importText("weekly.ics", """
				BEGIN:VCALENDAR
				VERSION:2.0
				BEGIN:VEVENT
				UID:lantern-walk-7@events.example
				DTSTART;TZID=Europe/Berlin:20270612T193000
				DTEND;TZID=Europe/Berlin:20270612T213000
				RRULE:FREQ=WEEKLY;UNTIL=20270801T215959Z
				EXDATE;TZID=Europe/Berlin:20270619T193000
				SUMMARY:Lantern walk
				END:VEVENT
				BEGIN:VEVENT
				UID:lantern-walk-7@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20270626T193000
				DTSTART;TZID=Europe/Berlin:20270627T200000
				DTEND;TZID=Europe/Berlin:20270627T220000
				SUMMARY:Lantern walk
				END:VEVENT
				BEGIN:VEVENT
				UID:lantern-walk-7@events.example
				RECURRENCE-ID;TZID=Europe/Berlin:20270703T193000
				DTSTART;TZID=Europe/Berlin:20270703T193000
				STATUS:CANCELLED
				SUMMARY:Lantern walk
				END:VEVENT
				END:VCALENDAR
				""")).containsExactly("CREATED");
		String query = """
				{ events { nodes { name start { instant local } end { instant }
				  recurrence { rules additionalStarts excludedStarts overrides { originalStart status start { instant } } }
				  occurrences(first: 50) { nodes { start { instant } end { instant } status } } } } }
				""";
		JsonNode before = this.graphQlTestClient.data(query);
		assertThat(before.at("/events/nodes/0/occurrences/nodes")).hasSizeGreaterThan(5);
		String output = new OutputClient(this.graphQlTestClient).body("/events.ics");
		TestDatabase.clear();
		assertThat(importText("events.ics", output)).as(output).containsExactly("CREATED");
		assertThat(this.graphQlTestClient.data(query).at("/events/nodes/0/occurrences")).as(output)
			.isEqualTo(before.at("/events/nodes/0/occurrences"));
	}

	private List<JsonNode> events() {
		List<JsonNode> events = new ArrayList<>();
		this.graphQlTestClient.data(EVENTS).at("/events/nodes").forEach(events::add);
		events.sort(Comparator.comparing((event) -> event.get("name").asString()));
		return events;
	}

	private List<String> importText(String name, String text) {
		return MutationClients.withAllScopes(this.graphQlTestClient)
			.mutate("importListings", Map.of("documents", List.of(Map.of("name", name, "text", text))),
					"outcomes { status problems { severity code message } }")
			.get("outcomes")
			.findValuesAsString("status");
	}

}
