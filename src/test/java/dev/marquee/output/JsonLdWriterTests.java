package dev.marquee.output;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static dev.marquee.output.TestListedEvents.event;
import static dev.marquee.output.TestListedEvents.list;
import static dev.marquee.output.TestListedEvents.part;
import static dev.marquee.output.TestListedEvents.single;
import static dev.marquee.output.TestListedEvents.time;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON-LD by Google's rules for events.
 */
class JsonLdWriterTests {

	@Test
	void eventHasTheRequiredAndRecommendedProperties() {
		Map<String, Object> event = event("end", time("2026-03-20T22:00", "Europe/Berlin"));
		event.put("description", "Owls.");
		event.put("gallery",
				List.of(Map.of("url", "https://owls.example/1.jpg"), Map.of("url", "https://owls.example/2.jpg")));
		event.put("tickets",
				List.of(Map.of("name", "Adult", "url", "https://owls.example/buy", "price",
						Map.of("amount", 12.5, "currency", "EUR"), "priceKind", "PAID", "availability", "LIMITED"),
						Map.of("priceKind", "FREE", "availability", "UNKNOWN")));
		JsonNode object = GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer, event));
		assertThat(object).isEqualTo(GraphQlTestClient.JSON.readTree("""
				{
				  "@context": "https://schema.org",
				  "@type": "Event",
				  "name": "Owls at the Dock",
				  "url": "https://site.example/2026-03-20/owls-at-the-dock-66778899aa",
				  "description": "Owls.",
				  "startDate": "2026-03-20T19:30:00+01:00",
				  "endDate": "2026-03-20T22:00:00+01:00",
				  "eventStatus": "https://schema.org/EventScheduled",
				  "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
				  "location": {
				    "@type": "Place",
				    "name": "The Dock",
				    "address": {
				      "@type": "PostalAddress",
				      "streetAddress": "Kai 1, 20457 Hamburg, Germany",
				      "addressLocality": "Hamburg",
				      "addressCountry": "DE"
				    },
				    "geo": { "@type": "GeoCoordinates", "latitude": 53.54, "longitude": 9.99 }
				  },
				  "image": ["https://owls.example/1.jpg", "https://owls.example/2.jpg"],
				  "organizer": { "@type": "Organization", "name": "Dock e.V.", "url": "https://dock.example/" },
				  "offers": [
				    {
				      "@type": "Offer",
				      "name": "Adult",
				      "url": "https://owls.example/buy",
				      "price": 12.5,
				      "priceCurrency": "EUR",
				      "availability": "https://schema.org/LimitedAvailability"
				    },
				    {
				      "@type": "Offer",
				      "url": "https://site.example/2026-03-20/owls-at-the-dock-66778899aa",
				      "price": 0,
				      "priceCurrency": "EUR"
				    }
				  ],
				  "keywords": "Music"
				}
				"""));
	}

	@ParameterizedTest
	@CsvSource({ "SCHEDULED, EventScheduled", "CANCELLED, EventCancelled", "POSTPONED, EventPostponed",
			"RESCHEDULED, EventRescheduled", "MOVED_ONLINE, EventMovedOnline" })
	void statusIsThatOfSchemaOrg(String status, String expected) {
		JsonNode object = GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer, event("status", status)));
		assertThat(object.get("eventStatus").asString()).isEqualTo("https://schema.org/" + expected);
		assertThat(object.at("/location/@type").asString())
			.isEqualTo(status.equals("MOVED_ONLINE") ? "VirtualLocation" : "Place");
	}

	@Test
	void onlineEventsHaveAVirtualLocation() {
		JsonNode online = GraphQlTestClient.JSON
			.readTree(single(JsonLdWriterTests::writer, event("attendanceMode", "ONLINE")));
		assertThat(online.get("location").toString())
			.isEqualTo("{\"@type\":\"VirtualLocation\",\"url\":\"https://owls.example/dock\"}");
		assertThat(online.get("eventAttendanceMode").asString()).endsWith("/OnlineEventAttendanceMode");
		JsonNode mixed = GraphQlTestClient.JSON
			.readTree(single(JsonLdWriterTests::writer, event("attendanceMode", "MIXED")));
		assertThat(mixed.get("location").valueStream().map((location) -> location.get("@type").asString()))
			.containsExactly("Place", "VirtualLocation");
		JsonNode unknown = GraphQlTestClient.JSON
			.readTree(single(JsonLdWriterTests::writer, event("attendanceMode", "UNKNOWN")));
		assertThat(unknown.has("eventAttendanceMode")).isFalse();
	}

	@Test
	void questionsAreAPageOfTheirOwn() {
		JsonNode graph = GraphQlTestClient.JSON
			.readTree(single(JsonLdWriterTests::writer,
					event("faqs", List.of(Map.of("question", "May I bring an owl?", "answer", "One.")))))
			.get("@graph");
		assertThat(graph.at("/0/@type").asString()).isEqualTo("Event");
		assertThat(graph.at("/1/@type").asString()).isEqualTo("FAQPage");
		assertThat(graph.at("/1/mainEntity/0/acceptedAnswer/text").asString()).isEqualTo("One.");
	}

	@Test
	void documentCannotEndAScriptElement() {
		String text = list(JsonLdWriterTests::writer, event("name", "</script><script>alert(1)</script> & <!--"));
		assertThat(text).doesNotContain("<", ">", "&");
		assertThat(GraphQlTestClient.JSON.readTree(text).at("/itemListElement/0/item/name").asString())
			.isEqualTo("</script><script>alert(1)</script> & <!--");
	}

	@Test
	void listIsAnItemList() {
		JsonNode object = GraphQlTestClient.JSON.readTree(list(JsonLdWriterTests::writer, event(), event()));
		assertThat(object.get("@type").asString()).isEqualTo("ItemList");
		assertThat(object.at("/itemListElement/1/position").asInt()).isEqualTo(2);
		assertThat(object.at("/itemListElement/1/item/@type").asString()).isEqualTo("Event");
	}

	@Test
	void recurrenceIsAScheduleWithTheOccurrencesThatDiffer() {
		Map<String, Object> event = event("end", time("2026-03-20T22:00", "Europe/Berlin"));
		event.put("venue", null);
		event.put("recurrence",
				Map.of("rules", List.of("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20260701T120000Z"), "additionalStarts",
						List.of("2026-07-04T18:00"), "excludedStarts", List.of("2026-04-03T19:30"), "overrides",
						List.of(Map.of("originalStart", "2026-04-17T19:30", "start",
								time("2026-04-18T20:00", "Europe/Berlin")),
								Map.of("originalStart", "2026-05-01T19:30", "status", "CANCELLED"))));
		JsonNode object = GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer, event));
		assertThat(object.get("eventSchedule")).isEqualTo(GraphQlTestClient.JSON.readTree(
				"""
						[
						  {
						    "@type": "Schedule", "startDate": "2026-03-20", "startTime": "19:30:00", "endTime": "22:00:00",
						    "scheduleTimezone": "Europe/Berlin", "repeatFrequency": "P2W",
						    "exceptDate": "2026-04-03T19:30:00+02:00", "byDay": "https://schema.org/Friday", "endDate": "2026-06-30"
						  },
						  {
						    "@type": "Schedule", "startDate": "2026-07-04", "startTime": "18:00:00", "endTime": "20:30:00",
						    "scheduleTimezone": "Europe/Berlin", "repeatCount": 1
						  }
						]
						"""));
		String same = "\"@type\":\"Event\",\"name\":\"Owls at the Dock\","
				+ "\"url\":\"https://site.example/2026-03-20/owls-at-the-dock-66778899aa\",";
		assertThat(object.at("/subEvent/0").toString()).isEqualTo("{" + same
				+ "\"startDate\":\"2026-04-18T20:00:00+02:00\",\"endDate\":\"2026-04-18T22:30:00+02:00\","
				+ "\"previousStartDate\":\"2026-04-17T19:30:00+02:00\",\"eventStatus\":\"https://schema.org/EventRescheduled\"}");
		assertThat(object.at("/subEvent/1").toString()).isEqualTo(
				"{" + same + "\"startDate\":\"2026-05-01T19:30:00+02:00\",\"endDate\":\"2026-05-01T22:00:00+02:00\","
						+ "\"eventStatus\":\"https://schema.org/EventCancelled\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					FREQ=DAILY;COUNT=5                  | {"repeatFrequency":"P1D","repeatCount":5}
					FREQ=WEEKLY;BYDAY=SA;COUNT=5        | {"repeatFrequency":"P1W","byDay":"https://schema.org/Saturday","repeatCount":4}
					FREQ=MONTHLY;BYDAY=3FR,-1FR         | {"repeatFrequency":"P1M","byDay":["3FR","-1FR"]}
					FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=20 | {"repeatFrequency":"P1Y","byMonthDay":20,"byMonth":3}
					FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1   |
					FREQ=MONTHLY;BYMONTHDAY=-1          |
					FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=FR,SU |
					FREQ=MINUTELY                       |
					nonsense                            |
					""")
	void ruleIsSaidInTheWordsOfSchemaOrg(String rule, String expected) {
		Map<String, Object> event = event("recurrence",
				Map.of("rules", List.of(rule), "additionalStarts", List.of(), "excludedStarts", List.of()));
		JsonNode object = GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer, event));
		assertThat(object.has("eventSchedule")).isEqualTo(expected != null);
		if (expected != null) {
			GraphQlTestClient.JSON.readTree(expected)
				.forEachEntry((name, value) -> assertThat(object.at("/eventSchedule/" + name)).isEqualTo(value));
		}
		JsonNode warnings = GraphQlTestClient.JSON
			.valueToTree(new JsonLdVerdict(new JsonLd(TestListedEvents.PAGES))
				.of(ListedEventReader.read(GraphQlTestClient.JSON.writeValueAsBytes(event))))
			.get("warnings");
		assertThat(warnings.findValuesAsString("code").contains("NOT_EXPRESSIBLE")).isEqualTo(expected == null);
	}

	@Test
	void occurrenceHasANameAndADescriptionOfItsOwn() {
		JsonNode occurrences = GraphQlTestClient.JSON
			.readTree(single(JsonLdWriterTests::writer,
					event("recurrence", Map.of("rules", List.of("FREQ=WEEKLY"), "additionalStarts", List.of(),
							"excludedStarts", List.of(), "overrides",
							List.of(Map.of("originalStart", "2026-03-27T19:30", "name", "With a guest"),
									Map.of("originalStart", "2026-04-03T19:30", "description", "Bring mice."))))))
			.get("subEvent");
		assertThat(occurrences.at("/0/name").asString()).isEqualTo("With a guest");
		assertThat(occurrences.at("/0").has("description")).isFalse();
		assertThat(occurrences.at("/1/name").asString()).isEqualTo("Owls at the Dock");
		assertThat(occurrences.at("/1/description").asString()).isEqualTo("Bring mice.");
	}

	@Test
	void superEventHasWhatGoogleRequiresOfAnEvent() {
		JsonNode groups = GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer, part())).get("superEvent");
		assertThat(groups.at("/0").propertyNames()).containsExactly("@type", "name", "url", "startDate", "eventStatus",
				"location");
		assertThat(groups.at("/0/@type").asString()).isEqualTo("Festival");
		assertThat(groups.at("/0/url").asString()).isEqualTo("https://site.example/2026-03-19/night-of-the-birds-1");
		assertThat(groups.at("/1").toString())
			.isEqualTo("{\"@type\":\"EventSeries\",\"@id\":\"urn:uuid:0192f0c1-8888-7333-8444-5566778899aa\","
					+ "\"name\":\"Owl \\\"talks\\\"; ^1\"}");
	}

	/** Readers take the place of the whole for that of a part that has none. */
	@Test
	void superEventOfAPartWithoutAPlaceHasNone() {
		Map<String, Object> part = part();
		part.put("venue", null);
		assertThat(GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer, part))
			.at("/superEvent/0")
			.has("location")).isFalse();
	}

	@Test
	void alternativeTextDescribesTheImage() {
		JsonNode images = GraphQlTestClient.JSON
			.readTree(
					single(JsonLdWriterTests::writer,
							event("gallery",
									List.of(Map.of("url", "https://owls.example/1.jpg", "alt", "An owl on a crane"),
											Map.of("url", "https://owls.example/2.jpg", "alt", "A mouse", "caption",
													"Before"),
											Map.of("url", "https://owls.example/3.jpg")))))
			.get("image");
		assertThat(images.at("/0").toString()).isEqualTo(
				"{\"@type\":\"ImageObject\",\"url\":\"https://owls.example/1.jpg\",\"description\":\"An owl on a crane\"}");
		assertThat(images.at("/1/description").asString()).isEqualTo("A mouse");
		assertThat(images.at("/1/caption").asString()).isEqualTo("Before");
		assertThat(images.at("/2").asString()).isEqualTo("https://owls.example/3.jpg");
	}

	@Test
	void featuresForDisabledPeopleAreThoseOfThePlace() {
		JsonNode object = GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer,
				event("accessibilityFeatures", List.of("WHEELCHAIR_ACCESS", "CAPTIONS"))));
		assertThat(object.at("/location/amenityFeature").findValuesAsString("name"))
			.containsExactly("Wheelchair access", "Captions");
	}

	private static EventWriter writer(OutputStream body, OutputHead head) {
		return new JsonLdWriter(body, head, TestListedEvents.PAGES);
	}

}
