package dev.marquee.output;

import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static dev.marquee.output.TestListedEvents.day;
import static dev.marquee.output.TestListedEvents.event;
import static dev.marquee.output.TestListedEvents.single;
import static dev.marquee.output.TestListedEvents.time;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Google's rules for events, point by point ("Event structured data" in its documentation
 * for search), as {@code outputs.md} lists them.
 */
class GoogleEventRulesTests {

	@Test
	void nameIsTheNameAlone() {
		assertThat(text(event(), "/name")).isEqualTo("Owls at the Dock");
		assertThat(text(event("status", "CANCELLED"), "/name")).isEqualTo("Owls at the Dock");
	}

	@Test
	void startHasItsOffset() {
		assertThat(text(event(), "/startDate")).isEqualTo("2026-03-20T19:30:00+01:00");
		assertThat(text(event("start", time("2026-07-20T19:30", "Europe/Berlin")), "/startDate"))
			.isEqualTo("2026-07-20T19:30:00+02:00");
	}

	@Test
	void startWithoutTimeIsADate() {
		Map<String, Object> event = event("start", day("2026-03-28", "Europe/Berlin", false));
		event.put("end", day("2026-03-29", "Europe/Berlin", true));
		assertThat(text(event, "/startDate")).isEqualTo("2026-03-28");
		assertThat(text(event, "/endDate")).isEqualTo("2026-03-29");
	}

	@Test
	void endHasItsOffset() {
		assertThat(text(event("end", time("2026-03-29T04:00", "Europe/Berlin")), "/endDate"))
			.isEqualTo("2026-03-29T04:00:00+02:00");
		assertThat(json(event()).has("endDate")).isFalse();
	}

	@Test
	void placeHasNameAndAddress() {
		assertThat(text(event(), "/location/name")).isEqualTo("The Dock");
		assertThat(text(event(), "/location/address/@type")).isEqualTo("PostalAddress");
		assertThat(text(event(), "/location/address/streetAddress")).isEqualTo("Kai 1, 20457 Hamburg, Germany");
		assertThat(text(event(), "/location/address/addressCountry")).isEqualTo("DE");
	}

	@Test
	void onlineEventHasThePageWhereItTakesPlace() {
		Map<String, Object> event = event("attendanceMode", "ONLINE");
		event.put("joinUrl", "https://meet.example/a");
		assertThat(text(event, "/location/@type")).isEqualTo("VirtualLocation");
		assertThat(text(event, "/location/url")).isEqualTo("https://meet.example/a");
	}

	@Test
	void missingPlaceOrAddressIsReported() {
		assertThat(requiredMissing(event())).isEmpty();
		assertThat(requiredMissing(event("venue", null))).containsExactly("location");
		assertThat(requiredMissing(event("venue", Map.of("id", "v", "name", "Somewhere"))))
			.containsExactly("location.address");
	}

	@Test
	void descriptionIsThatOfTheEvent() {
		assertThat(text(event("description", "Owls <3\nand mice"), "/description")).isEqualTo("Owls <3\nand mice");
	}

	@ParameterizedTest
	@CsvSource({ "SCHEDULED, EventScheduled", "CANCELLED, EventCancelled", "POSTPONED, EventPostponed",
			"RESCHEDULED, EventRescheduled", "MOVED_ONLINE, EventMovedOnline" })
	void statusIsOneOfGoogles(String status, String expected) {
		assertThat(text(event("status", status), "/eventStatus")).isEqualTo("https://schema.org/" + expected);
	}

	/** An event that does not take place keeps the start it was announced with. */
	@ParameterizedTest
	@ValueSource(strings = { "CANCELLED", "POSTPONED" })
	void cancelledEventKeepsItsStart(String status) {
		assertThat(text(event("status", status), "/startDate")).isEqualTo("2026-03-20T19:30:00+01:00");
	}

	@ParameterizedTest
	@CsvSource({ "RESCHEDULED, 2026-03-19T19:30:00+01:00", "SCHEDULED,", "CANCELLED,", "POSTPONED,", "MOVED_ONLINE," })
	void onlyARescheduledEventHasAFormerStart(String status, String expected) {
		Map<String, Object> event = event("status", status);
		event.put("previousStart", time("2026-03-19T19:30", "Europe/Berlin"));
		assertThat(json(event).path("previousStartDate").asString(null)).isEqualTo(expected);
	}

	@Test
	void imagesAreAddressesOrHaveThem() {
		Map<String, Object> event = event("gallery", List.of(Map.of("url", "https://owls.example/1.jpg"),
				Map.of("url", "https://owls.example/2.jpg", "width", 1920, "height", 1080)));
		assertThat(text(event, "/image/0")).isEqualTo("https://owls.example/1.jpg");
		assertThat(text(event, "/image/1/url")).isEqualTo("https://owls.example/2.jpg");
		assertThat(json(event).at("/image/1/width/value").asInt()).isEqualTo(1920);
	}

	@Test
	void eachTicketIsAnOfferWithThePageWhereItIsSold() {
		JsonNode offers = json(
				event("tickets", List.of(ticket(Map.of()), ticket(Map.of("url", "https://owls.example/buy")))))
			.get("offers");
		assertThat(offers.valueStream().map((offer) -> offer.get("@type").asString())).containsExactly("Offer",
				"Offer");
		assertThat(offers.valueStream().map((offer) -> offer.get("url").asString()))
			.containsExactly("https://site.example/2026-03-20/owls-at-the-dock-66778899aa", "https://owls.example/buy");
	}

	@ParameterizedTest
	@CsvSource({ "IN_STOCK, InStock", "SOLD_OUT, SoldOut", "PRE_ORDER, PreOrder", "LIMITED, LimitedAvailability",
			"DISCONTINUED, Discontinued", "UNKNOWN," })
	void availabilityIsThatOfSchemaOrg(String availability, String expected) {
		assertThat(
				json(event("tickets", List.of(ticket(Map.of("availability", availability))))).at("/offers/availability")
					.asString(null))
			.isEqualTo((expected != null) ? "https://schema.org/" + expected : null);
	}

	@Test
	void priceIsTheLowestOne() {
		Map<String, Object> range = ticket(Map.of("price", Map.of("amount", 12.5, "currency", "EUR"), "maxPrice",
				Map.of("amount", 40, "currency", "EUR")));
		JsonNode offer = json(event("tickets", List.of(range))).get("offers");
		assertThat(offer.get("price").decimalValue()).isEqualByComparingTo("12.5");
		assertThat(offer.get("priceCurrency").asString()).isEqualTo("EUR");
		assertThat(offer.at("/priceSpecification/maxPrice").asInt()).isEqualTo(40);
	}

	@Test
	void freeTicketCostsNothing() {
		JsonNode offer = json(event("tickets", List.of(ticket(Map.of("priceKind", "FREE"))))).get("offers");
		assertThat(offer.get("price").asInt(-1)).isZero();
	}

	@Test
	void offerSaysWhenItIsSold() {
		JsonNode offer = json(event("tickets",
				List.of(ticket(
						Map.of("saleStartsAt", "2026-01-01T09:00:00.000Z", "saleEndsAt", "2026-03-20T17:00:00.000Z")))))
			.get("offers");
		assertThat(offer.get("validFrom").asString()).isEqualTo("2026-01-01T09:00:00Z");
		assertThat(offer.get("validThrough").asString()).isEqualTo("2026-03-20T17:00:00Z");
	}

	@Test
	void organizerHasNameAndUrl() {
		assertThat(text(event(), "/organizer/@type")).isEqualTo("Organization");
		assertThat(text(event(), "/organizer/name")).isEqualTo("Dock e.V.");
		assertThat(text(event(), "/organizer/url")).isEqualTo("https://dock.example/");
	}

	@Test
	void performerHasAName() {
		Map<String, Object> event = event("performers", List.of(Map.of("id", "per_1", "name", "The Barn Owls")));
		assertThat(text(event, "/performer/@type")).isEqualTo("PerformingGroup");
		assertThat(text(event, "/performer/name")).isEqualTo("The Barn Owls");
	}

	@Test
	void eachEventHasAPageOfItsOwn() {
		assertThat(text(event(), "/url")).isEqualTo("https://site.example/2026-03-20/owls-at-the-dock-66778899aa");
	}

	@Test
	void everyMissingRecommendationIsReported() {
		Map<String, Object> event = event("tickets", List.of(ticket(Map.of())));
		event.put("organizers", List.of(Map.of("id", "org_1", "name", "Dock e.V.")));
		assertThat(warnings(event, "RECOMMENDED_MISSING")).containsExactly("description", "endDate", "image",
				"performer", "offers.availability", "offers.price", "offers.priceCurrency", "offers.validFrom",
				"organizer.url");
	}

	private static Map<String, Object> ticket(Map<String, Object> members) {
		Map<String, Object> ticket = new HashMap<>(Map.of("priceKind", "UNKNOWN", "availability", "UNKNOWN"));
		ticket.putAll(members);
		return ticket;
	}

	private static List<String> requiredMissing(Map<String, Object> event) {
		return warnings(event, "REQUIRED_MISSING");
	}

	private static List<String> warnings(Map<String, Object> event, String code) {
		JsonNode verdict = GraphQlTestClient.JSON.valueToTree(new JsonLdVerdict(new JsonLd(TestListedEvents.PAGES))
			.of(ListedEventReader.read(GraphQlTestClient.JSON.writeValueAsBytes(event))));
		return verdict.get("warnings")
			.valueStream()
			.filter((warning) -> warning.get("code").asString().equals(code))
			.map((warning) -> String.join(".",
					warning.get("path").valueStream().map(JsonNode::asString).toArray(String[]::new)))
			.toList();
	}

	private static String text(Map<String, Object> event, String path) {
		return json(event).at(path).asString();
	}

	private static JsonNode json(Map<String, Object> event) {
		return GraphQlTestClient.JSON.readTree(single(GoogleEventRulesTests::writer, event));
	}

	private static EventWriter writer(OutputStream body, OutputHead head) {
		return new JsonLdWriter(body, head, TestListedEvents.PAGES);
	}

}
