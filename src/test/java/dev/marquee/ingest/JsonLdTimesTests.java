package dev.marquee.ingest;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.EventTime;
import dev.marquee.event.IdentifierDetails;
import dev.marquee.ingest.merge.Listing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Ends, doors, places and ids of JSON-LD in other forms than schema.org's.
 */
class JsonLdTimesTests {

	private static final String EVENT = """
			{"@type": "Event", "name": "Lamp Walk", "startDate": "2027-02-20T19:00",
			 "location": {"name": "Hall", "address": {"addressLocality": "Berlin", "addressCountry": "DE"}}, %s}""";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			"duration": "PT2H"                            | 2027-02-20T21:00
			"duration": "PT1H30M"                         | 2027-02-20T20:30
			"duration": "PT90M", "endDate": ""            | 2027-02-20T20:30
			"duration": "PT2H", "endDate": "2027-02-20T22:00" | 2027-02-20T22:00
			"duration": "PT0S"                            |
			"duration": "PT0H0M"                          |
			"duration": "P0DT2H"                          | 2027-02-20T21:00
			"duration": "PT"                              |
			"duration": "PT1.1234567890S"                 |
			"duration": "2 hours"                         |
			"endDate": "9 pm"                             | 2027-02-20T21:00
			"endDate": "21 Uhr"                           | 2027-02-20T21:00
			"endDate": "21h30"                            | 2027-02-20T21:30
			"endDate": "9.30pm"                           | 2027-02-20T21:30
			"endDate": "2 am"                             | 2027-02-21T02:00
			"endDate": "21:00"                            | 2027-02-20T21:00
			""")
	void endIsReadFromADurationOrATime(String property, @Nullable LocalDateTime end) {
		EventTime time = only(EVENT.formatted(property)).event().end();
		assertThat((time != null) ? time.local() : null).isEqualTo(end);
	}

	@ParameterizedTest
	@CsvSource({ "18:00, 60", "6 pm, 60", "6:30 pm, 30", "18 Uhr, 60", "18h30, 30", "2027-02-20T18:00, 60" })
	void timeOfTheDoorsIsRead(String doorTime, int minutes) {
		Listing listing = only(EVENT.formatted("\"doorTime\": \"" + doorTime + '"'));
		assertThat(listing.event().facts().doorsMinutes()).isEqualTo(minutes);
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"https://us02web.zoom.us/j/123\"", "{\"name\": \"https://meet.google.com/abc\"}",
			"{\"@type\": \"Place\", \"name\": \"Online\", \"url\": \"https://youtu.be/abc\"}" })
	void addressOfAMeetingIsNoVenue(String location) {
		Listing listing = only("""
				{"@type": "Event", "name": "N", "startDate": "2027-02-20T19:00Z", "location": %s}"""
			.formatted(location));
		assertThat(listing.venue()).isNull();
		assertThat(listing.event().attendanceMode()).isEqualTo(AttendanceMode.ONLINE);
		assertThat(listing.event().facts().joinUrl()).startsWith("https://");
	}

	@Test
	void otherAddressIsNoVenueEither() {
		List<ReadResult> results = ReadDocuments.read("e.jsonld",
				"""
						{"@type": "Event", "name": "N", "startDate": "2027-02-20T19:00Z", "location": "https://hall.example/"}""");
		Listing listing = ReadDocuments.listings(results).getFirst();
		assertThat(listing.venue()).isNull();
		assertThat(listing.event().attendanceMode()).isNotEqualTo(AttendanceMode.ONLINE);
		assertThat(ReadDocuments.codes(results)).contains("place_url");
	}

	@Test
	void idWithAFragmentIsAnIdentifier() {
		Listing listing = only(
				EVENT.formatted("\"@id\": \"https://a.example/show#event\", \"url\": \"https://a.example/show\""));
		assertThat(listing.event().facts().identifiers()).extracting(IdentifierDetails::value)
			.containsExactly("https://a.example/show#event");
		assertThat(only(EVENT.formatted("\"@id\": \"https://a.example/show\"")).event().facts().identifiers())
			.isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "قهوة، شاي", "お茶、珈琲", "tea; coffee", "tea|coffee", "茶，咖啡" })
	void keywordsAreSeparatedByCommasOfAllScripts(String keywords) {
		Listing listing = only(EVENT.formatted("\"keywords\": \"" + keywords + '"'));
		assertThat(Objects.requireNonNull(listing.event().facts()).tags()).hasSize(2);
	}

	private static Listing only(String json) {
		List<Listing> listings = ReadDocuments.listings(ReadDocuments.read("e.jsonld", json));
		assertThat(listings).hasSize(1);
		return listings.getFirst();
	}

}
