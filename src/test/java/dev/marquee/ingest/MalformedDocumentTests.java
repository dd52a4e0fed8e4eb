package dev.marquee.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.event.EventDetails;
import dev.marquee.event.ImageDetails;
import dev.marquee.ingest.document.DocumentDecoder;
import dev.marquee.ingest.problem.DocumentProblem;
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

class MalformedDocumentTests {

	private static final String COMPLETE = ListingFixtures.COMPLETE;

	private final ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES, ListingFixtures.CLOCK);

	@Test
	void invalidUtf8IsRejectedWithItsLocation() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes("# Event Details\n- **Event Name**: caf".getBytes(StandardCharsets.UTF_8));
		bytes.write(0xe9);
		bytes.writeBytes(" noir\n".getBytes(StandardCharsets.UTF_8));

		ReadResult result = this.reader.read("latin1.txt", bytes.toByteArray());
		assertThat(result.listing()).isNull();
		assertThat(result.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("not_utf8");
			assertThat(problem.line()).isEqualTo(2);
			assertThat(problem.message()).contains("byte 38");
		});
	}

	@Test
	void documentTruncatedWithinACharacterIsRejected() {
		byte[] whole = "# Event Details\n- **Event Name**: né".getBytes(StandardCharsets.UTF_8);
		ReadResult result = this.reader.read("cut.txt", Arrays.copyOf(whole, whole.length - 1));
		assertThat(codes(result)).containsExactly("not_utf8");
	}

	@Test
	void tooLargeDocumentIsRejected() {
		assertThat(codes(this.reader.read("large.txt", new byte[DocumentDecoder.MAX_BYTES + 1])))
			.containsExactly("too_large");
	}

	@Test
	void byteOrderMarkIsIgnored() {
		assertThat(read('\uFEFF' + COMPLETE).problems()).isEmpty();
	}

	@Test
	void windowsLineEndsAreRead() {
		ReadResult result = read(COMPLETE.replace("\n", "\r\n"));
		assertThat(result.problems()).isEmpty();
		assertThat(event(result).description()).isEqualTo(event(read(COMPLETE)).description());
		assertThat(event(result).faqs()).isEqualTo(event(read(COMPLETE)).faqs());
	}

	@Test
	void nulAndControlCharactersAreRemoved() {
		ReadResult result = read(COMPLETE.replace("by Candlelight: A Slow", "by Candle\0light: A\u0007 \u202ESlow")
			.replace("hurry.", "hur\u0008ry."));
		assertThat(codes(result)).contains("nul_characters", "control_characters");
		assertThat(event(result).name()).isEqualTo("Compilers by Candlelight: A Slow Evening of Parsing");
		assertThat(event(result).description()).contains("in a hurry.");
	}

	@Test
	void unpairedSurrogatesAndNulInJsonAreRemoved() {
		ReadResult result = read(COMPLETE.replace("We have been on page four", "Page \\ud800 four \\u0000"));
		assertThat(Objects.requireNonNull(result.listing()).organizers().getFirst().description())
			.isEqualTo("Page  four  since 2019.");
	}

	@Test
	void truncatedDocumentIsReadWithAWarning() {
		ReadResult result = read(COMPLETE.substring(0, COMPLETE.indexOf("\"eventStatus\"")));
		assertThat(codes(result)).contains("truncated", "json_invalid");
		assertThat(event(result).structuredData()).startsWith("[").doesNotContain("```");
	}

	@Test
	void invalidJsonIsStoredVerbatimButNotUsed() {
		ReadResult result = read(COMPLETE.replace("\"@type\": \"EducationEvent\",", "\"@type\": oops,"));
		assertThat(result.problems()).singleElement().satisfies((problem) -> {
			assertThat(problem.code()).isEqualTo("json_invalid");
			assertThat(problem.section()).isEqualTo("Structured Data (JSON-LD)");
			assertThat(problem.line())
				.isEqualTo(1 + (int) COMPLETE.substring(0, COMPLETE.indexOf("\"@type\"")).lines().count() - 1);
		});
		assertThat(event(result).structuredData()).contains("oops");
	}

	@Test
	void oversizedOrDuplicateJsonIsNotUsed() {
		for (String json : List.of("[".repeat(5000), "{\"a\":1,\"a\":2}", "[1e99999999999999999999]",
				"[" + "1,".repeat(200_000) + "1]")) {
			ReadResult result = read(MINIMAL + "## Structured Data (JSON-LD)\n```json\n" + json + "\n```\n");
			assertThat(result.listing()).as(json.substring(0, 10)).isNotNull();
		}
	}

	@Test
	void htmlBecomesPlainText() {
		ReadResult result = read(COMPLETE.replace("We read a small compiler together, line by line,",
				"<p>We read <b>a</b> small<script>alert(1)</script> compiler</p><style>p{}</style><p onclick='x()'>together &amp; slowly<br>now</p>"));
		assertThat(codes(result)).contains("html_removed");
		assertThat(event(result).description()).startsWith("We read a small compiler\n\ntogether & slowly\nnow\n")
			.contains("[parser](https://parser.example/)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "javascript:alert(1)", "JaVa\tScRiPt:alert(1)", "data:text/html,x", "//evil.example/x",
			"ftp://a.example/", "https://user:secret@a.example/", "http://", "not a url", "https://a.example:99999999/",
			"https://a.example:65536/" })
	void nonHttpUrlIsDropped(String url) {
		ReadResult result = read(COMPLETE
			.replace("https://www.listings.example/san-francisco/compilers-by-candlelight/200029\n- **Event C",
					url + "\n- **Event C")
			.replace(
					"        \"url\": \"https://www.listings.example/san-francisco/compilers-by-candlelight/200029\",\n",
					"")
			.replace("https://tickets.example/e/200029/?from=listings&medium=page", url)
			.replace("https://images.example/candles.jpg", url));
		assertThat(codes(result)).containsOnly("url_invalid");
		assertThat(event(result).url()).isNull();
		assertThat(event(result).tickets().getFirst().url()).isNull();
		assertThat(event(result).gallery()).extracting(ImageDetails::imageRole)
			.containsExactly(ImageDetails.ImageRole.BANNER, ImageDetails.ImageRole.THUMBNAIL);
	}

	@ParameterizedTest
	@CsvSource({ "999, -122.39253, coordinates_out_of_range", "0, 0, coordinates_zero", "0.0, -0.0, coordinates_zero",
			"NaN, 12, coordinates_unreadable", "37.79088, '', coordinates_unreadable",
			"90.1, 200, coordinates_out_of_range" })
	void invalidCoordinatesAreDropped(String latitude, String longitude, String code) {
		ReadResult result = read(COMPLETE.replace("37.79088", latitude).replace("-122.39253", longitude));
		assertThat(codes(result)).contains(code);
		VenueDetails venue = Objects.requireNonNull(Objects.requireNonNull(result.listing()).venue());
		assertThat(venue.latitude()).isNull();
		assertThat(venue.longitude()).isNull();
		assertThat(event(result).start().zone()).hasToString("America/Los_Angeles");
	}

	@Test
	void swappedCoordinatesAreCorrected() {
		ReadResult result = read(COMPLETE.replace("37.79088", "-122.39253x")
			.replace(": -122.39253\n", ": 37.79088\n")
			.replace("-122.39253x", "-122.39253"));
		assertThat(codes(result)).containsExactly("coordinates_swapped");
		assertThat(event(result).start().zone().getId()).isEqualTo("America/Los_Angeles");
	}

	@Test
	void endBeforeStartIsDropped() {
		ReadResult result = read(COMPLETE.replace("- **Event Start and End Date**: Fri, 20 Feb, 2026 at 12:30 pm",
				"- **Event Start and End Date**: Fri, 20 Feb, 2026 at 12:30 pm to Thu, 19 Feb, 2026 at 01:00 pm"));
		assertThat(codes(result)).containsExactly("end_before_start");
		assertThat(event(result).end()).isNull();
	}

	@Test
	void tooLongNameAndDescriptionAreRejected() {
		assertThat(codes(read(COMPLETE.replace("- **Event Name**: ", "- **Event Name**: " + "x".repeat(500)))))
			.contains("name_too_long");
		assertThat(codes(read(COMPLETE.replace("We read", "x".repeat(200_000))))).contains("description_too_long");
	}

	@Test
	void missingNameAndStartAreRejected() {
		assertThat(codes(read("# Event Details\n"))).containsExactlyInAnyOrder("name_missing", "start_missing");
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
			Tea <script                           | Tea <script
			Intro to &lt;canvas&gt; and &amp;lt;  | Intro to <canvas> and &lt;
			Learn <script setup> in an hour       | Learn <script setup> in an hour
			HTML: <p> vs <div>, then cake         | HTML: <p> vs <div>, then cake
			One<br>Two                            | One Two
			<p>Is <textarea> here?</p>            | Is <textarea> here?
			<a href="/x">Tea</a> &amp; cake       | Tea & cake
			<p>We use &lt;b&gt; tags</p>          | We use <b> tags
			1 <2 and <unheard of> things          | 1 <2 and <unheard of> things
			Tea <b>now</b> & a<c                  | Tea now & a<c
			&lt;script&gt;alert(1)&lt;/script&gt; Tea | <script>alert(1)</script> Tea
			&lt;p style=&quot;x&quot;&gt;Tea &amp;amp; cake&lt;/p&gt; | Tea & cake
			&lt;p&gt; is a tag                    | <p> is a tag
			""")
	void onlyMarkupIsRemoved(String text, String expected) {
		assertThat(PlainText.singleLine(text)).isEqualTo(expected);
		assertThat(PlainText.multiline(text).replace('\n', ' ')).isEqualTo(expected);
	}

	@Test
	void bidiControlsAreRemovedAndReportedOnce() {
		ReadResult result = read(
				COMPLETE.replace("Slow Evening of", "Slow\u202E Evening of").replace("hurry.", "hur\u2066ry."));
		assertThat(event(result).name()).contains("Slow Evening");
		assertThat(event(result).description()).contains("in a hurry.");
		assertThat(codes(result)).containsOnlyOnce("direction_characters");
	}

	@Test
	void messagesAreShortAndWithoutControlCharacters() {
		ReadResult result = read(COMPLETE
			.replace("at 12:30 pm\n- **Event D", "at 12:30 pm to x\u001B[2J" + "y".repeat(150) + "\n- **Event D")
			.replace("\"@type\": \"EducationEvent\",", "\"@type\": \u001B" + "z".repeat(5000) + ","));
		assertThat(result.problems()).isNotEmpty()
			.allMatch((problem) -> problem.message().length() < 300)
			.noneMatch((problem) -> problem.message().chars().anyMatch(Character::isISOControl));
	}

	/**
	 * The timeout detects super-linear parsing; it does not measure speed.
	 */
	@ParameterizedTest
	@MethodSource("longRuns")
	@Timeout(20)
	void longRunsAreReadInBoundedTime(String key, String value) {
		ReadResult result = read(MINIMAL + key + value + '\n');
		assertThat(result.listing()).isNotNull();
		assertThat(event(result).name()).isEqualTo("X");
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
	void problemsNameSectionAndLine() {
		ReadResult result = read(COMPLETE.replace("- **lat**: 37.79088", "- **lat**: 999"));
		assertThat(result.problems().getFirst()).hasToString("Event venue details, line "
				+ (COMPLETE.substring(0, COMPLETE.indexOf("- **lat**")).lines().count() + 1)
				+ ": The coordinates are out of range and were dropped. [coordinates_out_of_range]");
	}

	@Test
	void manyPartsAndWarningsAreLimited() {
		ReadResult result = read(COMPLETE.replace("## FAQs\n",
				"## FAQs\n" + "- **Q**: q\n  - **A:** a\n".repeat(1000) + "- **Q**: q\n".repeat(1000)));
		assertThat(event(result).faqs()).hasSize(200);
		assertThat(result.problems()).hasSizeLessThan(110)
			.last()
			.extracting(DocumentProblem::code)
			.isEqualTo("more_warnings");
	}

	private static final String MINIMAL = "# Event Details\n- **Event Name**: X\n- **Event Start and End Date**: Fri, 20 Feb, 2026\n";

	private ReadResult read(String document) {
		return this.reader.read("listing.txt", document.getBytes(StandardCharsets.UTF_8));
	}

	private static EventDetails event(ReadResult result) {
		assertThat(result.listing()).as(result.problems().toString()).isNotNull();
		return Objects.requireNonNull(result.listing()).event();
	}

	private static List<String> codes(ReadResult result) {
		return result.problems().stream().map(DocumentProblem::code).toList();
	}

}
