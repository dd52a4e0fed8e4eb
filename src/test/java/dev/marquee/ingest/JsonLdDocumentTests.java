package dev.marquee.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventDetails;
import dev.marquee.event.EventStatus;
import dev.marquee.event.FaqDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.organizer.OrganizerDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON-LD as publishers write it.
 */
class JsonLdDocumentTests {

	private static final String EVENT = """
			"@context": "https://schema.org", "@type": "Event", "name": "Kettle Choir",
			"startDate": "2026-03-21T20:15+01:00\"""";

	private final ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES, ListingFixtures.CLOCK);

	@ParameterizedTest
	@ValueSource(strings = { "[{%s,},]", "{%s};", "<!-- {%s} -->", "//<![CDATA[\n{%s}\n//]]>",
			"/* <![CDATA[ */ {%s} /* ]]> */", "<script type=\"application/ld+json\">{%s}</script>", "\uFEFF{%s}",
			"{%s, \"description\": \"one\ntwo\"}", "{/* a comment */ %s}", "{\"name\": \"Other\", %s}",
			"{%s, \"description\": \"don\\'t\"}", "{\"@type\": \"WebPage\"} {%s}", "{%s, 'description': 'single'}" })
	void smallErrorsAreForgivenAndReported(String form) {
		ReadResult result = read(form.formatted(EVENT));
		assertThat(Objects.requireNonNull(result.listing()).event().name()).isEqualTo("Kettle Choir");
		assertThat(result.problems()).extracting(DocumentProblem::code).contains("json_repaired");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"@type\": \"WebPage\", \"mainEntity\": {%s}}",
			"{\"@graph\": [{\"@type\": \"WebSite\"}, {%s}]}",
			"{\"@type\": \"ItemList\", \"itemListElement\": [{\"@type\": \"ListItem\", \"item\": {%s}}]}",
			"{\"@type\": \"Organization\", \"event\": [{%s}]}", "{\"@type\": \"BuyAction\", \"object\": {%s}}" })
	void eventIsFoundWhereverItIs(String form) {
		assertThat(read(form.formatted(EVENT)).listing()).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{'@context': {'schema': 'https://schema.org/'}, '@type': 'schema:Event', 'schema:name': 'Kettle Choir', 'schema:startDate': '2026-03-21'}",
			"{'@context': {'s': 'http://schema.org/'}, '@type': 's:Event', 's:name': 'Kettle Choir', 's:startDate': {'@value': '2026-03-21'}}",
			"[{'@type': ['http://schema.org/Event'], 'http://schema.org/name': [{'@value': 'Kettle Choir'}], 'http://schema.org/startDate': [{'@value': '2026-03-21'}]}]",
			"{'@context': {'title': 'http://schema.org/name'}, '@type': 'Event', 'title': 'Kettle Choir', 'startDate': '2026-03-21'}",
			"{'@context': 'https://schema.org', 'type': 'Event', 'name': 'Kettle Choir', 'startDate': '2026-03-21'}",
			"{'@type': 'Event', 'inLanguage': 'en', 'name': [{'@value': 'Kesselchor', '@language': 'de'}, {'@value': 'Kettle Choir', '@language': 'en-GB'}], 'startDate': '2026-03-21'}",
			"{'@type': 'Event', 'name': {'de': 'Kesselchor', 'en': 'Kettle Choir'}, 'startDate': '2026-03-21'}" })
	void namesMayHavePrefixesAndLanguages(String json) {
		assertThat(event(json.replace('\'', '"')).name()).isEqualTo("Kettle Choir");
	}

	@Test
	void referencesAreFollowed() {
		Listing listing = listing("""
				{"@graph": [{%s, "location": {"@id": "#hall"}, "organizer": [{"@id": "_:a"}, "#b"]},
				{"@id": "#hall", "@type": "Place", "name": "Boiler House"},
				{"@id": "_:a", "@type": "Organization", "name": "Kettle Guild"},
				{"@id": "#b", "@type": "Organization", "name": "Lid Guild"}]}""".formatted(EVENT));
		assertThat(Objects.requireNonNull(listing.venue()).name()).isEqualTo("Boiler House");
		assertThat(listing.organizers()).extracting(OrganizerDetails::name)
			.containsExactly("Kettle Guild", "Lid Guild");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"Cancelled"                                       | CANCELLED
			"canceled"                                        | CANCELLED
			"schema:EventCancelled"                           | CANCELLED
			"http://schema.org/EventCancelled"                | CANCELLED
			{"@id": "https://schema.org/EventPostponed"}      | POSTPONED
			["EventRescheduled", "EventMovedOnline"]          | RESCHEDULED
			["https://schema.org/EventScheduled", "EventCancelled"] | CANCELLED
			"abgesagt"                                        | CANCELLED
			"Annulé"                                          | CANCELLED
			"中止"                                             | CANCELLED
			""")
	void statusHasManySpellings(String json, EventStatus status) {
		assertThat(event("{" + EVENT + ", \"eventStatus\": " + json + "}").status()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "eventStatus, EventOnIce", "eventAttendanceMode, Telepathic" })
	void unknownTermsAreReported(String property, String term) {
		ReadResult result = read("{" + EVENT + ", \"" + property + "\": \"https://schema.org/" + term + "\"}");
		assertThat(result.problems()).filteredOn((problem) -> problem.code().equals("term_unknown"))
			.singleElement()
			.satisfies((problem) -> assertThat(problem.message()).contains(term));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CANCELLED: Kettle Choir      | CANCELLED
			[ABGESAGT] Kettle Choir      | CANCELLED
			*ANNULÉ* Kettle Choir        | CANCELLED
			【中止】Kettle Choir           | CANCELLED
			Kettle Choir (cancelled)     | CANCELLED
			Kettle Choir - CANCELADO     | CANCELLED
			Verschoben: Kettle Choir     | POSTPONED
			Rescheduled - Kettle Choir   | RESCHEDULED
			Cancelled Kettles            | SCHEDULED
			Kettle Choir: Cancelled Tea Stories | SCHEDULED
			""")
	void statusInTheNameCounts(String name, EventStatus status) {
		assertThat(event("{" + EVENT.replace("Kettle Choir", name) + ", \"eventStatus\": \"EventScheduled\"}").status())
			.isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"@type": "VirtualLocation", "url": "https://s.example/1"}                              | ONLINE
			[{"@type": "VirtualLocation"}, {"@type": "Place", "name": "Boiler House"}]              | MIXED
			{"@type": "Place", "name": "Online via Zoom"}                                          | ONLINE
			{"@type": "Place", "name": "Boiler House"}                                             | UNKNOWN
			""")
	void locationTellsTheAttendanceMode(String location, AttendanceMode mode) {
		assertThat(event("{" + EVENT + ", \"location\": " + location + "}").attendanceMode()).isEqualTo(mode);
	}

	@Test
	void offersWithinAnAggregateAreTickets() {
		List<TicketDetails> tickets = event("{" + EVENT + """
				, "offers": {"@type": "AggregateOffer", "lowPrice": "5", "priceCurrency": "EUR", "offers": [
				{"name": "Pit", "price": 5, "priceCurrency": "eur"}, {"name": "Box", "price": "9,50 €"}]}}""")
			.tickets();
		assertThat(tickets).extracting(TicketDetails::name).containsExactly("Pit", "Box");
		assertThat(tickets).extracting((ticket) -> ticket.price().currency()).containsExactly("EUR", "EUR");
	}

	@Test
	void richerOffersWinOverAUrl() {
		String json = "{" + EVENT + """
				, "offers": [{"name": "Pit", "price": 5, "priceCurrency": "EUR"},
				{"name": "Box", "price": 9, "priceCurrency": "EUR"}]}""";
		List<TicketDetails> tickets = listing("## Ticket Details\n- **Ticket URL**: https://t.example/\n", json).event()
			.tickets();
		assertThat(tickets).extracting(TicketDetails::name).containsExactly("Pit", "Box");
		assertThat(tickets).allMatch((ticket) -> "https://t.example/".equals(ticket.url()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "\"True\"", "\"https://schema.org/True\"" })
	void eventMayBeAccessibleForFree(String value) {
		assertThat(event("{" + EVENT + ", \"isAccessibleForFree\": " + value + "}").facts().isAccessibleForFree())
			.isTrue();
	}

	@Test
	void questionsOfAPageAreRead() {
		assertThat(event("[{" + EVENT + """
				}, {"@type": "FAQPage", "mainEntity": {"@type": "Question", "name": "Is there soup?",
				"acceptedAnswer": {"@type": "Answer", "text": "Leek."}}}]""").faqs())
			.containsExactly(new FaqDetails("Is there soup?", "Leek."));
	}

	@Test
	void imagesMayBeObjectsAndRelative() {
		assertThat(event("{" + EVENT + """
				, "url": "https://k.example/e/1", "image": [{"@type": "ImageObject", "contentUrl": "//i.example/1.jpg"},
				"/2.jpg", {"@id": "https://i.example/3.jpg"}]}""").gallery()).extracting(ImageDetails::url)
			.containsExactly("https://i.example/1.jpg", "https://k.example/2.jpg", "https://i.example/3.jpg");
	}

	@Test
	void moreImagesAndOrganizersOfTheJsonLdCount() {
		Listing listing = listing("""
				## Event Organizer details
				- **organizer**: Kettle Guild (https://k.example/o/1)
				## Event gallery
				- **Alt text**: banner
				  - **Image URL**: https://i.example/1.jpg
				""", "{" + EVENT + """
				, "image": ["https://i.example/1.jpg", "https://i.example/2.jpg"],
				"organizer": [{"name": "Kettle Guild", "url": "https://k.example/o/1"}, {"name": "Lid Guild"}]}""");
		assertThat(listing.event().gallery()).extracting(ImageDetails::alt).containsExactly("banner", null);
		assertThat(listing.organizers()).extracting(OrganizerDetails::name)
			.containsExactly("Kettle Guild", "Lid Guild");
	}

	@ParameterizedTest
	@CsvSource({ "37.7909, 122.3925, -122.3925, coordinates_corrected",
			"-122.3925, 37.7909, -122.3925, coordinates_swapped",
			"-37.7909, -122.3925, -122.3925, coordinates_corrected", "48.2, 16.37, , coordinates_elsewhere" })
	void coordinatesOfAnotherCountryAreCorrectedOrDropped(String latitude, String longitude, Double expected,
			String code) {
		ReadResult result = read("{" + EVENT + """
				, "location": {"name": "Pier", "address": {"addressLocality": "San Francisco", "addressRegion": "CA",
				"addressCountry": "US"}, "geo": {"latitude": %s, "longitude": %s}}}""".formatted(latitude, longitude));
		Listing listing = Objects.requireNonNull(result.listing());
		assertThat(Objects.requireNonNull(listing.venue()).longitude()).isEqualTo(expected);
		assertThat(listing.event().start().zone()).hasToString("America/Los_Angeles");
		assertThat(result.problems()).extracting(DocumentProblem::code).contains(code);
	}

	private EventDetails event(String json) {
		return listing("", json).event();
	}

	private Listing listing(String json) {
		return listing("", json);
	}

	private Listing listing(String text, String json) {
		ReadResult result = read(text, json);
		assertThat(result.listing()).as(result.problems().toString()).isNotNull();
		return Objects.requireNonNull(result.listing());
	}

	private ReadResult read(String json) {
		return read("", json);
	}

	private ReadResult read(String text, String json) {
		String document = text + "\n## Structured Data (JSON-LD)\n```json\n" + json + "\n```\n";
		return this.reader.read("listing.txt", document.getBytes(StandardCharsets.UTF_8));
	}

}
