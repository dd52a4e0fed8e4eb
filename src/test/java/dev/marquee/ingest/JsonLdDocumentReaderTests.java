package dev.marquee.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.event.EventStatus;
import dev.marquee.event.EventTime;
import dev.marquee.ingest.merge.Listing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class JsonLdDocumentReaderTests {

	@ParameterizedTest
	@ValueSource(strings = { "'Course', 'name': 'Lamp Walk', 'hasCourseInstance': {'@type': 'CourseInstance'",
			"'MusicGroup', 'name': 'Lamp Walk', 'event': {'@type': 'Event', 'name': ' '" })
	void eventWithoutANameIsNamedAsItsCourseOrBand(String around) {
		List<ReadResult> results = ReadDocuments.read("e.jsonld",
				"{'@context': 'https://schema.org', '@type': %s, 'startDate': '2027-02-20'}}".formatted(around)
					.replace('\'', '"'));
		assertThat(ReadDocuments.names(results)).containsExactly("Lamp Walk");
	}

	@Test
	void eventWithoutANameIsNotNamedAsItsPlace() {
		assertThat(ReadDocuments.codes(ReadDocuments.read("e.jsonld", """
				{"@context": "https://schema.org", "@type": "Place", "name": "Hall",
				 "event": {"@type": "Event", "startDate": "2027-02-20T19:00Z"}}
				"""))).contains("name_missing");
	}

	@Test
	void eventOfTheFediverseIsRead() {
		List<ReadResult> results = ReadDocuments.read("e.json",
				"""
						{"@context": ["https://www.w3.org/ns/activitystreams", {"sc": "http://schema.org#",
						   "address": {"@id": "sc:address", "@type": "sc:PostalAddress"}, "inLanguage": "sc:inLanguage"}],
						 "type": "Create", "actor": "https://social.example/@club", "object": {
						 "type": "Event", "id": "https://social.example/events/7", "url": "https://social.example/events/7",
						 "name": "Lamp Walk", "content": "<p>With tea</p>", "startTime": "2027-02-20T19:00:00+01:00",
						 "endTime": "2027-02-20T21:00:00+01:00", "ical:status": "CANCELLED", "maximumAttendeeCapacity": 0,
						 "location": {"type": "Place", "name": "Hall", "latitude": 52.52, "longitude": 13.4,
						   "address": {"type": "PostalAddress", "addressLocality": "Berlin", "addressCountry": "DE"}},
						 "attributedTo": {"type": "Group", "name": "Lamp Club"},
						 "attachment": [{"type": "Document", "mediaType": "image/png", "url": "https://social.example/lamp.png"},
						   {"type": "Link", "mediaType": "text/html", "href": "https://club.example"}],
						 "tag": [{"type": "Hashtag", "name": "#Walks"}]}}
						""");
		assertThat(ReadDocuments.listings(results)).singleElement().satisfies((listing) -> {
			assertThat(listing.event().name()).isEqualTo("Lamp Walk");
			assertThat(listing.event().description()).isEqualTo("With tea");
			assertThat(listing.event().start().instant()).isEqualTo("2027-02-20T18:00:00Z");
			assertThat(listing.event().end()).isNotNull();
			assertThat(listing.event().status()).isEqualTo(EventStatus.CANCELLED);
			assertThat(listing.event().facts().capacity()).isNull();
			assertThat(listing.event().facts().tags()).containsExactly("Walks");
			assertThat(listing.event().gallery()).extracting((image) -> image.url())
				.containsExactly("https://social.example/lamp.png");
			assertThat(listing.organizers()).extracting((organizer) -> organizer.name()).containsExactly("Lamp Club");
			assertThat(Objects.requireNonNull(listing.venue()).city()).isEqualTo("Berlin");
			assertThat(listing.source().url()).isEqualTo("https://social.example/events/7");
		});
	}

	private static final String EVENT = """
			{"@context": "https://schema.org", "@type": "MusicEvent", "@id": "https://a.example/show#event",
			 "name": "Lamp Walk", "startDate": "2027-02-20T19:00:00+01:00", "url": "https://a.example/show",
			 "location": {"@type": "Place", "name": "Hall", "address": {"addressLocality": "Berlin", "addressCountry": "DE"}}}
			""";

	@Test
	void eventIsReadWithItsDocumentAsStructuredData() {
		Listing listing = only(EVENT);
		assertThat(listing.event().name()).isEqualTo("Lamp Walk");
		assertThat(listing.event().start().instant()).isEqualTo(Instant.parse("2027-02-20T18:00:00Z"));
		assertThat(listing.event().start().zone()).hasToString("Europe/Berlin");
		assertThat(listing.event().structuredData()).isEqualTo(EVENT);
		assertThat(Objects.requireNonNull(listing.venue()).city()).isEqualTo("Berlin");
		assertThat(listing.source()).isEqualTo(new Listing.Source("a.example", "a.example/show", false,
				"https://a.example/show", null, "e.jsonld", "https://a.example/show#event"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "[%s]", "{\"@graph\": [%s]}", "{\"@type\": \"WebPage\", \"mainEntity\": %s}",
			"{\"@type\": \"ItemList\", \"itemListElement\": [{\"@type\": \"ListItem\", \"position\": 1, \"item\": %s}]}",
			"{\"@type\": \"Place\", \"name\": \"Hall\", \"event\": [%s]}", "{\"@type\": \"RsvpAction\", \"event\": %s}",
			"[[%s]]", "{\"@type\": \"WebSite\", \"about\": {\"subjectOf\": %s}}" })
	void eventIsFoundAtAnyPlace(String frame) {
		assertThat(only(frame.formatted(EVENT)).event().name()).isEqualTo("Lamp Walk");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"@context\": {\"schema\": \"http://schema.org/\"}, \"@type\": \"schema:Event\", \"schema:name\": \"N\", \"schema:startDate\": \"2027-02-20\"}",
			"{\"@context\": {\"so\": \"https://schema.org/\"}, \"@type\": \"so:Event\", \"so:name\": \"N\", \"so:startDate\": \"2027-02-20\"}",
			"{\"@type\": [\"http://schema.org/Event\"], \"http://schema.org/name\": [{\"@value\": \"N\"}], \"http://schema.org/startDate\": [{\"@value\": \"2027-02-20\"}]}",
			"{\"@context\": {\"title\": \"https://schema.org/name\", \"begins\": {\"@id\": \"https://schema.org/startDate\"}}, \"@type\": \"https://schema.org/Event\", \"title\": \"N\", \"begins\": \"2027-02-20\"}",
			"{\"@context\": \"https://schema.org\", \"type\": \"Event\", \"id\": \"urn:1\", \"name\": \"N\", \"startDate\": \"2027-02-20\"}" })
	void namesOfSchemaOrgAreReadInEveryForm(String json) {
		Listing listing = only(json);
		assertThat(listing.event().name()).isEqualTo("N");
		assertThat(listing.event().start().precision()).isEqualTo(EventTime.Precision.DAY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"Corner Hall, 317 Mill St, Cleveland, OH 44115\"",
			"{\"@type\": \"Place\", \"name\": \"Corner Hall\", \"address\": \"317 Mill St, Cleveland, OH 44115\"}",
			"{\"name\": \"Corner Hall\", \"address\": {\"streetAddress\": \"317 Mill St, Cleveland, OH 44115\"}}",
			"{\"name\": \"Corner Hall\", \"address\": {\"addressLocality\": \"Cleveland\", \"addressRegion\": \"OH\", \"postalCode\": \"44115\"}}" })
	void timeIsInTheZoneOfAnAddressWithoutCountry(String location) {
		Listing listing = only(
				"{\"@type\": \"Event\", \"name\": \"N\", \"startDate\": \"2027-02-20T19:00\", \"location\": " + location
						+ "}");
		assertThat(listing.event().start().zone()).hasToString("America/New_York");
		assertThat(Objects.requireNonNull(listing.venue()).city()).isEqualTo("Cleveland");
		assertThat(listing.venue().countryCode()).isEqualTo("US");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "Mumbai, -, INR, Asia/Kolkata", "Managua, -, NIO, America/Managua",
					"Greenwich Village, NY, USD, America/New_York", "Tijuana, -, USD, UTC", "Athens, -, EUR, UTC",
					"Bath, -, GBP, Europe/London" })
	void currencyTellsTheCountryOfAVenueWithoutOne(String city, String state, String currency, String zone) {
		String region = (state != null) ? ", \"addressRegion\": \"" + state + '"' : "";
		assertThat(only(
				"{\"@type\": \"Concert\", \"name\": \"N\", \"startDate\": \"2027-02-20T19:00\", \"location\": {\"name\": \"Hall\","
						+ " \"address\": {\"addressLocality\": \"" + city + '"' + region
						+ "}}, \"offers\": {\"price\": 5, \"priceCurrency\": \"" + currency + "\"}}")
			.event()
			.start()
			.zone()).hasToString(zone);
	}

	/** Tickets may be sold in the money of another country. */
	@ParameterizedTest
	@CsvSource({ "INR, +05:30, Asia/Kolkata", "JPY, +05:45, Asia/Kathmandu" })
	void offsetContradictsACurrency(String currency, String offset, String zone) {
		assertThat(only("{\"@type\": \"Concert\", \"name\": \"N\", \"startDate\": \"2027-02-20T19:00" + offset
				+ "\", \"location\": {\"name\": \"Hall\"}, \"offers\": {\"price\": 5, \"priceCurrency\": \"" + currency
				+ "\"}}")
			.event()
			.start()
			.zone()).hasToString(zone);
	}

	@ParameterizedTest
	@ValueSource(strings = { "22:30", "22:30:00", "10:30 pm" })
	void endWithATimeOnlyIsOnTheDayOfTheStart(String end) {
		assertThat(only(
				"{\"@type\": \"ScheduledSession\", \"name\": \"N\", \"startDate\": \"2027-02-20T19:00\", \"endDate\": \""
						+ end + "\"}")
			.event()
			.end()
			.local()).hasToString("2027-02-20T22:30");
	}

	@ParameterizedTest
	@ValueSource(strings = {
			"{\"@type\": \"Event\", \"startDate\": \"2027-02-20\", \"superEvent\": {\"@type\": \"EventSeries\", \"name\": \"N\", \"location\": \"Hall\"}}",
			"[{\"@type\": \"Event\", \"startDate\": \"2027-02-20\", \"superEvent\": {\"@id\": \"#s\"}}, {\"@id\": \"#s\", \"name\": \"N\", \"location\": \"Hall\"}]" })
	void eventHasNameAndPlaceOfItsSuperEvent(String json) {
		Listing listing = only(json);
		assertThat(listing.event().name()).isEqualTo("N");
		assertThat(Objects.requireNonNull(listing.venue()).name()).isEqualTo("Hall");
	}

	@Test
	void mailAddressIsNoOrganizer() {
		assertThat(only(
				"{\"@type\": \"Event\", \"name\": \"N\", \"startDate\": \"2027-02-20\", \"organizer\": [\"jo@mill.example\", \"Mill Friends\"]}")
			.organizers()).extracting((organizer) -> organizer.name()).containsExactly("Mill Friends");
	}

	@Test
	void severalEventsAreSeveralListings() {
		List<ReadResult> results = ReadDocuments.read("list.json",
				"[" + event("A", "https://a.example/a") + "," + event("B", "https://a.example/b") + "]");
		assertThat(ReadDocuments.names(results)).containsExactly("A", "B");
		assertThat(results).extracting(ReadResult::label).containsExactly("A", "B");
		assertThat(ReadDocuments.listings(results)).allSatisfy((listing) -> assertThat(listing.event().structuredData())
			.startsWith("{\"@context\":\"https://schema.org\"")
			.contains(listing.event().name()));
	}

	@Test
	void linesOfJsonAreSeveralListings() {
		assertThat(ReadDocuments.names(ReadDocuments.read("list.ndjson",
				event("A", "https://a.example/a") + '\n' + event("B", "https://a.example/b"))))
			.containsExactly("A", "B");
	}

	@Test
	void listingThatCannotBeReadIsRejectedAlone() {
		List<ReadResult> results = ReadDocuments.read("list.json",
				"[" + event("A", "https://a.example/a") + ", {\"@type\": \"Event\", \"name\": \"No start\"}]");
		assertThat(results).extracting((result) -> result.listing() != null).containsExactly(true, false);
		assertThat(results.getLast().label()).isEqualTo("No start");
		assertThat(results.getLast().problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("start_missing");
			assertThat(problem.path()).isEqualTo("$[1]");
			assertThat(problem.message()).isEqualTo("The start is required: set `startDate`.");
		});
	}

	@Test
	void referencesAreResolved() {
		Listing listing = only(
				"""
						{"@graph": [
						 {"@type": "Event", "name": "N", "startDate": "2027-02-20", "location": {"@id": "#hall"}, "organizer": {"@id": "#org"}},
						 {"@type": "Place", "@id": "#hall", "name": "Hall", "address": {"@id": "#address"}},
						 {"@type": "PostalAddress", "@id": "#address", "addressLocality": "Porto"},
						 {"@type": "Organization", "@id": "#org", "name": "Club", "member": {"@id": "#org"}}]}
						""");
		assertThat(Objects.requireNonNull(listing.venue()).city()).isEqualTo("Porto");
		assertThat(listing.organizers()).singleElement().satisfies((club) -> assertThat(club.name()).isEqualTo("Club"));
	}

	@Test
	void eventsOfASeriesAreListingsAtItsPlace() {
		List<Listing> listings = ReadDocuments.listings(ReadDocuments.read("series.json", """
				{"@type": "EventSeries", "name": "Tour", "location": {"@type": "Place", "name": "Hall"}, "subEvent": [
				 {"@type": "Event", "name": "First", "startDate": "2027-02-20"},
				 {"@type": "Event", "name": "Second", "startDate": "2027-02-21"}]}
				"""));
		assertThat(listings).extracting((listing) -> listing.event().name()).containsExactly("First", "Second");
		assertThat(listings)
			.allSatisfy((listing) -> assertThat(Objects.requireNonNull(listing.venue()).name()).isEqualTo("Hall"));
		assertThat(listings).extracting((listing) -> listing.source().id())
			.containsExactly("series.json#First", "series.json#Second");
	}

	@Test
	void sameEventTwiceIsOneListing() {
		assertThat(ReadDocuments.read("twice.json", "[" + EVENT + "," + EVENT + "]")).hasSize(1);
	}

	@Test
	void relativeUrlsAreResolved() {
		String json = """
				{"@type": "Event", "name": "N", "startDate": "2027-02-20", "url": "../show 1", "image": ["/a.jpg", "//b.example/b.jpg"],
				 "offers": {"@type": "Offer", "url": "?buy"}}
				""";
		Listing listing = ReadDocuments.listings(ReadDocuments.read("e.json", json, "https://a.example/events/list/"))
			.getFirst();
		assertThat(listing.event().url()).isEqualTo("https://a.example/events/show%201");
		assertThat(listing.event().gallery()).extracting((image) -> image.url())
			.containsExactly("https://a.example/a.jpg", "https://b.example/b.jpg");
		assertThat(listing.event().tickets()).extracting((ticket) -> ticket.url())
			.containsExactly("https://a.example/events/list/?buy");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"@type\": \"Event\", \"name\": \"N\", \"startDate\": \"2027-02-20\",}",
			"/* made by hand */ {\"@type\": \"Event\", \"name\": \"N\", // a name\n \"startDate\": \"2027-02-20\"}",
			"{\"@type\": \"Event\", \"name\": \"O\", \"name\": \"N\", \"description\": \"two\nlines\", \"startDate\": \"2027-02-20\"};",
			"\uFEFF{\"@type\": \"Event\", \"name\": \"N\", \"startDate\": \"2027-02-20\"}" })
	void jsonIsReadAsPeopleWriteIt(String json) {
		assertThat(only(json).event().name()).isEqualTo("N");
	}

	@Test
	void invalidJsonIsRejectedWithItsLine() {
		List<ReadResult> results = ReadDocuments.read("e.jsonld", "{\"@type\": \"Event\",\n\"name\": oops}");
		assertThat(results).singleElement().satisfies((result) -> {
			assertThat(result.listing()).isNull();
			assertThat(result.problems()).singleElement().satisfies((problem) -> {
				assertThat(problem.code()).isEqualTo("json_invalid");
				assertThat(problem.line()).isEqualTo(2);
			});
		});
	}

	@Test
	void jsonWithoutAnEventIsRejectedByItsKind() {
		assertThat(ReadDocuments.codes(ReadDocuments.read("p.jsonld", "{\"@type\": \"Product\", \"name\": \"P\"}")))
			.containsExactly("no_events");
		assertThat(ReadDocuments.codes(ReadDocuments.read("p.json", "{\"version\": 1}")))
			.containsExactly("format_unsupported");
	}

	/** Each of these levels refers a hundred times to the next one. */
	@Test
	void referencesDoNotMultiply() {
		String levels = IntStream.range(0, 6)
			.mapToObj((level) -> "{\"@id\": \"#" + level + "\", \"about\": ["
					+ "{\"@id\": \"#%d\"},".formatted(level + 1).repeat(100) + "{}]}")
			.collect(Collectors.joining(","));
		assertThat(ReadDocuments.read("bomb.json",
				"[" + EVENT.replace("\"name\"", "\"about\": {\"@id\": \"#0\"}, \"name\"") + "," + levels + "]"))
			.hasSize(1);
	}

	@Test
	void deepNestingIsRejected() {
		String deep = "{\"@type\": \"Event\", \"about\":".repeat(5000);
		assertThat(ReadDocuments.codes(ReadDocuments.read("deep.json", deep))).containsExactly("json_invalid");
	}

	@Test
	void collectionOfThousandsIsRead() {
		String events = IntStream.range(0, 3000)
			.mapToObj((number) -> event("E" + number, "https://a.example/" + number))
			.collect(Collectors.joining(",", "{\"@context\": \"https://schema.org\", \"@graph\": [", "]}"));
		assertThat(ReadDocuments.read("many.json", events)).hasSize(3000)
			.allSatisfy((result) -> assertThat(result.listing()).isNotNull());
	}

	private static String event(String name, String url) {
		return "{\"@type\": \"Event\", \"name\": \"" + name + "\", \"startDate\": \"2027-02-20T19:00Z\", \"url\": \""
				+ url + "\"}";
	}

	private static Listing only(String json) {
		List<Listing> listings = ReadDocuments.listings(ReadDocuments.read("e.jsonld", json));
		assertThat(listings).hasSize(1);
		return listings.getFirst();
	}

}
