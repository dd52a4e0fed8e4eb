package dev.marquee.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import dev.marquee.SeededTries;
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
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ListingTextReaderFuzzTests {

	private static final int DOCUMENTS = 300;

	private static final int TEXTS = 1000;

	private static final String COMPLETE = ListingFixtures.COMPLETE;

	private final ListingTextReader reader = new ListingTextReader(ListingFixtures.TIME_ZONES, ListingFixtures.CLOCK);

	@Test
	void randomBytesAreReadOrRejected() {
		assertThatIsReadOrRejected(new byte[0]);
		for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
			assertThatIsReadOrRejected(new byte[] { (byte) value });
		}
		SeededTries.run(DOCUMENTS, (random) -> assertThatIsReadOrRejected(RandomTexts.bytes(random)));
	}

	private void assertThatIsReadOrRejected(byte[] bytes) {
		ReadResult readResult = this.reader.read("any.txt", bytes);
		assertThat(readResult.listing() == null).isEqualTo(readResult.problems()
			.stream()
			.anyMatch((documentProblem) -> documentProblem.severity() == DocumentProblem.Severity.ERROR));
	}

	@Test
	void randomTextInADocumentIsReadOrRejected() {
		SeededTries.run(DOCUMENTS, (random) -> {
			String text = RandomTexts.text(random);
			int place = random.nextInt(COMPLETE.length() + 1);
			String document = COMPLETE.substring(0, place) + text + COMPLETE.substring(place);
			ReadResult readResult = this.reader.read("any.txt", document.getBytes(StandardCharsets.UTF_8));
			assertThat(readResult.problems()).allMatch((documentProblem) -> documentProblem.line() >= 1);
		});
	}

	@Test
	void truncatedDocumentIsReadOrRejected() {
		cutOff(0);
		cutOff(COMPLETE.length());
		SeededTries.run(DOCUMENTS, (random) -> cutOff(random.nextInt(COMPLETE.length() + 1)));
	}

	private void cutOff(int place) {
		this.reader.read("cut.txt", COMPLETE.substring(0, place).getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void escapedTextIsTheSameWithinHtml() {
		SeededTries.run(TEXTS, (random) -> {
			String escaped = RandomTexts.text(random).replace("&", "&amp;").replace("<", "&lt;");
			assertThat(PlainText.singleLine("<p>" + escaped + "</p>")).isEqualTo(PlainText.singleLine(escaped))
				.doesNotContain("\n", "\0", "\u202E");
		});
	}

	@Test
	void textWithoutMarkupStaysAsItIs() {
		SeededTries.run(TEXTS, (random) -> {
			String once = PlainText.multiline(RandomTexts.text(random).replace("&", "").replace("<", ""));
			assertThat(PlainText.multiline(once)).isEqualTo(once);
		});
	}

	@Test
	void normalizedUrlsAreHttps() {
		SeededTries.run(TEXTS, (random) -> UrlNormalizer.normalize("HTTPS://a.example/" + RandomTexts.text(random))
			.ifPresent((address) -> {
				assertThat(URI.create(address).getScheme()).isEqualTo("https");
				assertThat(address).isASCII().hasSizeLessThanOrEqualTo(UrlNormalizer.MAX_LENGTH);
				assertThat(UrlNormalizer.normalize(address)).hasValue(address);
			}));
	}

	@Test
	void valueReadersAcceptRandomText() {
		SeededTries.run(TEXTS, (random) -> {
			String text = RandomTexts.text(random);
			DocumentProblems documentProblems = new DocumentProblems();
			new DateTimeReader(documentProblems).readRange(text, DocumentLocation.DOCUMENT);
			new PriceReader(documentProblems, "DE").read(text, DocumentLocation.DOCUMENT);
			Coordinates.parse(text, text, DocumentLocation.DOCUMENT, documentProblems);
			CountryCodes.code(text);
			Slug.of(text);
		});
	}

}
