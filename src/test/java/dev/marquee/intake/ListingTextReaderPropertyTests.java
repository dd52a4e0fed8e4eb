package dev.marquee.intake;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.marquee.text.PlainText;
import dev.marquee.text.Slug;
import dev.marquee.text.WebAddress;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class ListingTextReaderPropertyTests {

	private static final String WHOLE = TestListings.WHOLE;

	private final ListingTextReader reader = new ListingTextReader(TestListings.ZONES);

	@Property(tries = 300)
	void anyBytesAreReadOrRejected(@ForAll byte[] bytes) {
		ListingTextReader.Reading reading = this.reader.read("any.txt", bytes);
		assertThat(reading.listing() == null)
			.isEqualTo(reading.problems().stream().anyMatch((problem) -> problem.severity() == Problem.Severity.ERROR));
	}

	@Property(tries = 300)
	void anyTextWithinADocumentIsReadOrRejected(@ForAll("fragments") String text, @ForAll("places") int place) {
		String document = WHOLE.substring(0, place) + text + WHOLE.substring(place);
		ListingTextReader.Reading reading = this.reader.read("any.txt", document.getBytes(StandardCharsets.UTF_8));
		assertThat(reading.problems()).allMatch((problem) -> problem.line() >= 1);
	}

	@Property(tries = 300)
	void anyDocumentCutOffIsReadOrRejected(@ForAll("places") int place) {
		this.reader.read("cut.txt", WHOLE.substring(0, place).getBytes(StandardCharsets.UTF_8));
	}

	@Property
	void plainTextHasNoTags(@ForAll("fragments") String text) {
		assertThat(PlainText.block(text)).doesNotContainIgnoringCase("<script>", "<b>", "</p>", "<!--")
			.doesNotContainPattern("<img [^<>]*>");
	}

	@Property
	void plainTextStaysAsItIs(@ForAll("fragments") String text) {
		String once = PlainText.block(text);
		assertThat(PlainText.block(once)).isEqualTo(once);
		String line = PlainText.line(text);
		assertThat(PlainText.line(line)).isEqualTo(line).doesNotContain("\n", "\0", "\u202E");
	}

	@Property
	void anyAddressThatIsKeptIsOfTheWeb(@ForAll("fragments") String text) {
		WebAddress.parse("HTTPS://a.example/" + text).ifPresent((address) -> {
			assertThat(URI.create(address).getScheme()).isEqualTo("https");
			assertThat(address).isASCII().hasSizeLessThanOrEqualTo(WebAddress.LONGEST);
			assertThat(WebAddress.parse(address)).hasValue(address);
		});
	}

	@Property
	void anyTextMayStandForATimeOrAPrice(@ForAll("fragments") String text) {
		Problems problems = new Problems();
		new MomentReader(problems).readRange(text, Where.DOCUMENT);
		new PriceReader(problems, "DE").read(text, Where.DOCUMENT);
		Coordinates.read(text, text, Where.DOCUMENT, problems);
		Countries.code(text);
		Slug.of(text);
	}

	@Provide
	Arbitrary<Integer> places() {
		return Arbitraries.integers().between(0, WHOLE.length());
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
