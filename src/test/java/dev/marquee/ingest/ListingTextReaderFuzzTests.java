package dev.marquee.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblem;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Coordinates;
import dev.marquee.ingest.value.CountryCodes;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.text.PlainText;
import dev.marquee.text.Slug;
import dev.marquee.text.UrlNormalizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class ListingTextReaderFuzzTests {

	private static final String COMPLETE = ListingFixtures.COMPLETE;

	private final ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES);

	@Property(tries = 300)
	void randomBytesAreReadOrRejected(@ForAll byte[] bytes) {
		ListingTextReader.ReadResult readResult = this.reader.read("any.txt", bytes);
		assertThat(readResult.listing() == null).isEqualTo(readResult.problems()
			.stream()
			.anyMatch((documentProblem) -> documentProblem.severity() == DocumentProblem.Severity.ERROR));
	}

	@Property(tries = 300)
	void randomTextInADocumentIsReadOrRejected(@ForAll("fragments") String text, @ForAll("places") int place) {
		String document = COMPLETE.substring(0, place) + text + COMPLETE.substring(place);
		ListingTextReader.ReadResult readResult = this.reader.read("any.txt",
				document.getBytes(StandardCharsets.UTF_8));
		assertThat(readResult.problems()).allMatch((documentProblem) -> documentProblem.line() >= 1);
	}

	@Property(tries = 300)
	void truncatedDocumentIsReadOrRejected(@ForAll("places") int place) {
		this.reader.read("cut.txt", COMPLETE.substring(0, place).getBytes(StandardCharsets.UTF_8));
	}

	@Property
	void plainTextHasNoTags(@ForAll("fragments") String text) {
		assertThat(PlainText.multiline(text)).doesNotContainIgnoringCase("<script>", "<b>", "</p>", "<!--")
			.doesNotContainPattern("<img [^<>]*>");
	}

	@Property
	void plainTextIsIdempotent(@ForAll("fragments") String text) {
		String once = PlainText.multiline(text);
		assertThat(PlainText.multiline(once)).isEqualTo(once);
		String line = PlainText.singleLine(text);
		assertThat(PlainText.singleLine(line)).isEqualTo(line).doesNotContain("\n", "\0", "\u202E");
	}

	@Property
	void normalizedUrlsAreHttps(@ForAll("fragments") String text) {
		UrlNormalizer.normalize("HTTPS://a.example/" + text).ifPresent((address) -> {
			assertThat(URI.create(address).getScheme()).isEqualTo("https");
			assertThat(address).isASCII().hasSizeLessThanOrEqualTo(UrlNormalizer.MAX_LENGTH);
			assertThat(UrlNormalizer.normalize(address)).hasValue(address);
		});
	}

	@Property
	void valueReadersAcceptRandomText(@ForAll("fragments") String text) {
		DocumentProblems documentProblems = new DocumentProblems();
		new DateTimeReader(documentProblems).readRange(text, DocumentLocation.DOCUMENT);
		new PriceReader(documentProblems, "DE").read(text, DocumentLocation.DOCUMENT);
		Coordinates.parse(text, text, DocumentLocation.DOCUMENT, documentProblems);
		CountryCodes.code(text);
		Slug.of(text);
	}

	@Provide
	Arbitrary<Integer> places() {
		return Arbitraries.integers().between(0, COMPLETE.length());
	}

	@Provide
	Arbitrary<String> fragments() {
		Arbitrary<String> telling = Arbitraries.of("<script>", "</p>", "<b>", "<!--", "-->", "<img src=x ", "&lt;b&gt;",
				"&amp;", "<", ">", "- **Event Name**: ", "\n## FAQs\n", "```", "\n", "\r", "\0", "\u202E", "\uD800",
				"{", "\"", "[", "20 Feb, 2026", " to ", " at ", "7 pm", "2026-02-20", "T25:99", "+99:99", "-", "GMT+19",
				"€", "1.000,5", "%zz", "#", "\u0301", "e");
		return Arbitraries.oneOf(telling, Arbitraries.strings().ofMaxLength(5))
			.list()
			.ofMaxSize(12)
			.map((parts) -> String.join("", parts));
	}

}
