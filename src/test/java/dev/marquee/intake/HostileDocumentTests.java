package dev.marquee.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.event.EventDetails;
import dev.marquee.event.EventTime.ZoneSource;
import dev.marquee.event.Image;
import dev.marquee.intake.ListingTextReader.Reading;
import dev.marquee.text.PlainText;
import dev.marquee.venue.VenueDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostileDocumentTests {

	private static final String WHOLE = TestListings.WHOLE;

	private final ListingTextReader reader = new ListingTextReader(TestListings.ZONES);

	@Test
	void bytesThatAreNotUtf8AreRejectedWithTheirPlace() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes("# Event Details\n- **Event Name**: caf".getBytes(StandardCharsets.UTF_8));
		bytes.write(0xe9);
		bytes.writeBytes(" noir\n".getBytes(StandardCharsets.UTF_8));

		Reading reading = this.reader.read("latin1.txt", bytes.toByteArray());
		assertThat(reading.listing()).isNull();
		assertThat(reading.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("not_utf8");
			assertThat(problem.line()).isEqualTo(2);
			assertThat(problem.message()).contains("byte 38");
		});
	}

	@Test
	void documentCutWithinACharacterIsRejected() {
		byte[] whole = "# Event Details\n- **Event Name**: né".getBytes(StandardCharsets.UTF_8);
		Reading reading = this.reader.read("cut.txt", Arrays.copyOf(whole, whole.length - 1));
		assertThat(codes(reading)).containsExactly("not_utf8");
	}

	@Test
	void tooLargeDocumentIsRejected() {
		assertThat(codes(this.reader.read("large.txt", new byte[DocumentText.MOST_BYTES + 1])))
			.containsExactly("too_large");
	}

	@Test
	void byteOrderMarkIsNotSeen() {
		assertThat(read('\uFEFF' + WHOLE).problems()).isEmpty();
	}

	@Test
	void windowsLineEndsAreRead() {
		Reading reading = read(WHOLE.replace("\n", "\r\n"));
		assertThat(reading.problems()).isEmpty();
		assertThat(event(reading).description()).isEqualTo(event(read(WHOLE)).description());
		assertThat(event(reading).faqs()).isEqualTo(event(read(WHOLE)).faqs());
	}

	@Test
	void nulAndControlCharactersAreRemoved() {
		Reading reading = read(WHOLE.replace("by Candlelight: A Slow", "by Candle\0light: A\u0007 \u202ESlow")
			.replace("hurry.", "hur\u0008ry."));
		assertThat(codes(reading)).contains("nul_characters", "control_characters");
		assertThat(event(reading).name()).isEqualTo("Compilers by Candlelight: A Slow Evening of Parsing");
		assertThat(event(reading).description()).contains("in a hurry.");
	}

	@Test
	void unpairedSurrogatesAndNulInJsonNeverReachAValue() {
		Reading reading = read(WHOLE.replace("We have been on page four", "Page \\ud800 four \\u0000"));
		assertThat(Objects.requireNonNull(reading.listing()).organizers().getFirst().description())
			.isEqualTo("Page  four  since 2019.");
	}

	@Test
	void truncatedDocumentIsTakenWithAWarning() {
		Reading reading = read(WHOLE.substring(0, WHOLE.indexOf("\"eventStatus\"")));
		assertThat(codes(reading)).contains("truncated", "json_invalid");
		assertThat(event(reading).structuredData()).startsWith("[").doesNotContain("```");
	}

	@Test
	void invalidJsonIsKeptAsReceivedAndNotUsed() {
		Reading reading = read(WHOLE.replace("\"@type\": \"EducationEvent\",", "\"@type\": oops,"));
		assertThat(reading.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("json_invalid");
			assertThat(problem.section()).isEqualTo("Structured Data (JSON-LD)");
			assertThat(problem.line())
				.isEqualTo(1 + (int) WHOLE.substring(0, WHOLE.indexOf("\"@type\"")).lines().count() - 1);
		});
		assertThat(event(reading).structuredData()).contains("oops");
	}

	@Test
	void deepAndRepeatedJsonIsNotUsed() {
		for (String json : List.of("[".repeat(5000), "{\"a\":1,\"a\":2}", "[1e99999999999999999999]",
				"[" + "1,".repeat(200_000) + "1]")) {
			Reading reading = read(MINIMAL + "## Structured Data (JSON-LD)\n```json\n" + json + "\n```\n");
			assertThat(reading.listing()).as(json.substring(0, 10)).isNotNull();
		}
	}

	@Test
	void htmlBecomesPlainText() {
		Reading reading = read(WHOLE.replace("We read a small compiler together, line by line,",
				"<p>We read <b>a</b> small<script>alert(1)</script> compiler</p><style>p{}</style><p onclick='x()'>together &amp; slowly<br>now</p>"));
		assertThat(codes(reading)).contains("html_removed");
		assertThat(event(reading).description()).startsWith("We read a small compiler\n\ntogether & slowly\nnow\n")
			.contains("[parser](https://parser.example/)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "JaVa\tScRiPt:alert(1)", "data:text/html,x", "//evil.example/x",
			"ftp://a.example/", "https://user:secret@a.example/", "http://", "not an address",
			"https://a.example:99999999/", "https://a.example:65536/" })
	void addressThatIsNotOfTheWebIsLeftOut(String address) {
		Reading reading = read(WHOLE
			.replace("https://www.listings.example/san-francisco/compilers-by-candlelight/200029\n- **Event C",
					address + "\n- **Event C")
			.replace(
					"        \"url\": \"https://www.listings.example/san-francisco/compilers-by-candlelight/200029\",\n",
					"")
			.replace("https://tickets.example/e/200029/?from=listings&medium=page", address)
			.replace("https://images.example/candles.jpg", address));
		assertThat(codes(reading)).containsOnly("url_invalid");
		assertThat(event(reading).url()).isNull();
		assertThat(event(reading).tickets().getFirst().url()).isNull();
		assertThat(event(reading).gallery()).extracting(Image::role)
			.containsExactly(Image.Role.BANNER, Image.Role.THUMBNAIL);
	}

	@ParameterizedTest
	@CsvSource({ "999, -122.39253, coordinates_out_of_range", "0, 0, coordinates_zero", "0.0, -0.0, coordinates_zero",
			"NaN, 12, coordinates_unreadable", "37.79088, '', coordinates_unreadable",
			"90.1, 200, coordinates_out_of_range" })
	void coordinatesThatAreNoPlaceAreLeftOut(String latitude, String longitude, String code) {
		Reading reading = read(WHOLE.replace("37.79088", latitude).replace("-122.39253", longitude));
		assertThat(codes(reading)).contains(code);
		VenueDetails venue = Objects.requireNonNull(Objects.requireNonNull(reading.listing()).venue());
		assertThat(venue.latitude()).isNull();
		assertThat(venue.longitude()).isNull();
		assertThat(event(reading).start().zoneSource()).isEqualTo(ZoneSource.ASSUMED);
	}

	@Test
	void swappedCoordinatesArePutRight() {
		Reading reading = read(WHOLE.replace("37.79088", "-122.39253x")
			.replace(": -122.39253\n", ": 37.79088\n")
			.replace("-122.39253x", "-122.39253"));
		assertThat(codes(reading)).containsExactly("coordinates_swapped");
		assertThat(event(reading).start().zone().getId()).isEqualTo("America/Los_Angeles");
	}

	@Test
	void endBeforeTheStartIsLeftOut() {
		Reading reading = read(WHOLE.replace("- **Event Start and End Date**: Fri, 20 Feb, 2026 at 12:30 pm",
				"- **Event Start and End Date**: Fri, 20 Feb, 2026 at 12:30 pm to Thu, 19 Feb, 2026 at 01:00 pm"));
		assertThat(codes(reading)).containsExactly("end_before_start");
		assertThat(event(reading).end()).isNull();
	}

	@Test
	void tooLongNameAndDescriptionAreRejected() {
		assertThat(codes(read(WHOLE.replace("- **Event Name**: ", "- **Event Name**: " + "x".repeat(500)))))
			.contains("name_too_long");
		assertThat(codes(read(WHOLE.replace("We read", "x".repeat(200_000))))).contains("description_too_long");
	}

	@Test
	void whatIsMandatoryIsAskedFor() {
		assertThat(codes(read(""))).containsExactlyInAnyOrder("name_missing", "start_missing");
		assertThat(codes(
				read("# Event Details\n- **Event Name**: X\n- **Event Start and End Date**: Fri, 31 Feb, 2026\n")))
			.containsExactlyInAnyOrder("date_unreadable", "start_missing");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Fish &amp; Chips                      | Fish & Chips
			if a<b and c>d then                   | if a<b and c>d then
			AT&T and ?a=1&copy=2                  | AT&T and ?a=1&copy=2
			Tea <img src=x onerror=alert(1)       | Tea
			Tea <script                           | Tea
			1 <2 and <unheard of> things          | 1 <2 and <unheard of> things
			Tea <b>now</b> & a<c                  | Tea now & a<c
			&lt;script&gt;alert(1)&lt;/script&gt; Tea | Tea
			""")
	void onlyMarkupIsRemoved(String text, String expected) {
		assertThat(PlainText.line(text)).isEqualTo(expected);
		assertThat(PlainText.block(text)).isEqualTo(expected);
	}

	@Test
	void directionCharactersAreRemovedEverywhereAndToldOnce() {
		Reading reading = read(
				WHOLE.replace("Slow Evening of", "Slow\u202E Evening of").replace("hurry.", "hur\u2066ry."));
		assertThat(event(reading).name()).contains("Slow Evening");
		assertThat(event(reading).description()).contains("in a hurry.");
		assertThat(codes(reading)).containsOnlyOnce("direction_characters");
	}

	@Test
	void messagesNeitherFloodNorCommandATerminal() {
		Reading reading = read(WHOLE
			.replace("at 12:30 pm\n- **Event D", "at 12:30 pm to x\u001B[2J" + "y".repeat(150) + "\n- **Event D")
			.replace("\"@type\": \"EducationEvent\",", "\"@type\": \u001B" + "z".repeat(5000) + ","));
		assertThat(reading.problems()).isNotEmpty()
			.allMatch((problem) -> problem.message().length() < 300)
			.noneMatch((problem) -> problem.message().chars().anyMatch(Character::isISOControl));
	}

	/**
	 * The time is a guard against hours, not a measure.
	 */
	@ParameterizedTest
	@MethodSource("longRuns")
	@Timeout(20)
	void longRunsAreReadInTime(String key, String value) {
		Reading reading = read(MINIMAL + key + value + '\n');
		assertThat(reading.listing()).isNotNull();
		assertThat(event(reading).name()).isEqualTo("X");
	}

	static Stream<Arguments> longRuns() {
		String answer = "## FAQs\n- **Q**: q\n  - **A:** ";
		String spaces = " ".repeat(500_000);
		return Stream.of(Arguments.of("## Event Organizer details\n- **organizer**: ", "a" + spaces + "b"),
				Arguments.of("## Event Organizer details\n- **organizer**: ", "x" + "(a:".repeat(166_000)),
				Arguments.of(answer, "<p>" + ("x" + spaces.substring(250_000)).repeat(2) + "y</p>"),
				Arguments.of(answer, "<b".repeat(250_000)), Arguments.of(answer, "&" + "amp;".repeat(125_000)),
				Arguments.of("- **Event URL**: ", "https://" + "ü".repeat(250_000)),
				Arguments.of("- **Event Categories**: ", "a" + spaces + "b"),
				Arguments.of("## Ticket Details\n- **Ticket Price**: ", "1" + spaces + "1"),
				Arguments.of("# ", "x" + spaces + "x"), Arguments.of("## ", spaces + "x".repeat(100)),
				Arguments.of("- **Event Start and End Date**: ", "20" + spaces + "x"),
				Arguments.of(answer, "... ".repeat(125_000)));
	}

	@Test
	void everyProblemNamesSectionAndLine() {
		Reading reading = read(WHOLE.replace("- **lat**: 37.79088", "- **lat**: 999"));
		assertThat(reading.problems().getFirst()).hasToString(
				"Event venue details, line " + (WHOLE.substring(0, WHOLE.indexOf("- **lat**")).lines().count() + 1)
						+ ": the coordinates are not on the earth: left out [coordinates_out_of_range]");
	}

	@Test
	void manyPartsAndWarningsAreLimited() {
		Reading reading = read(WHOLE.replace("## FAQs\n",
				"## FAQs\n" + "- **Q**: q\n  - **A:** a\n".repeat(1000) + "- **Q**: q\n".repeat(1000)));
		assertThat(event(reading).faqs()).hasSize(200);
		assertThat(reading.problems()).hasSizeLessThan(110).last().extracting(Problem::code).isEqualTo("more_warnings");
	}

	private static final String MINIMAL = "# Event Details\n- **Event Name**: X\n- **Event Start and End Date**: Fri, 20 Feb, 2026\n";

	private Reading read(String document) {
		return this.reader.read("listing.txt", document.getBytes(StandardCharsets.UTF_8));
	}

	private static EventDetails event(Reading reading) {
		assertThat(reading.listing()).as(reading.problems().toString()).isNotNull();
		return Objects.requireNonNull(reading.listing()).event();
	}

	private static List<String> codes(Reading reading) {
		return reading.problems().stream().map(Problem::code).toList();
	}

}
