package dev.marquee.output;

import java.io.OutputStream;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import static dev.marquee.output.TestListedEvents.day;
import static dev.marquee.output.TestListedEvents.event;
import static dev.marquee.output.TestListedEvents.list;
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
		Map<String, Object> event = event("status", status);
		event.put("previousStart", day("2026-03-19", "Europe/Berlin", false));
		JsonNode object = GraphQlTestClient.JSON.readTree(single(JsonLdWriterTests::writer, event));
		assertThat(object.get("eventStatus").asString()).isEqualTo("https://schema.org/" + expected);
		assertThat(object.get("previousStartDate").asString()).isEqualTo("2026-03-19");
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

	private static EventWriter writer(OutputStream body, OutputHead head) {
		return new JsonLdWriter(body, head, TestListedEvents.PAGES);
	}

}
