package dev.marquee.ingest.value;

import java.util.Optional;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.text.PlainText;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Cleans the values of a document for storage, and warns of what it changes.
 *
 * @param base the URL of the page, against which relative URLs are resolved; null if
 * unknown
 */
public record TextCleaner(DocumentProblems problems, @Nullable String base) {

	public TextCleaner(DocumentProblems problems) {
		this(problems, null);
	}

	/**
	 * The text on one line; null if it is empty or exceeds {@code maxLength} code points.
	 */
	public @Nullable String singleLine(@Nullable String text, int maxLength, String label, DocumentLocation location) {
		return (text != null)
				? limited(maxLength, PlainText.singleLine(warnOfRemovals(text, label, location)), label, location)
				: null;
	}

	/**
	 * The text with its line breaks; null if it is empty or exceeds {@code maxLength}
	 * code points.
	 */
	public @Nullable String multiline(@Nullable String text, int maxLength, String label, DocumentLocation location) {
		return (text != null)
				? limited(maxLength, PlainText.multiline(warnOfRemovals(text, label, location)), label, location)
				: null;
	}

	public @Nullable String url(@Nullable String text, String label, DocumentLocation location) {
		if (text == null || text.isBlank()) {
			return null;
		}
		Optional<String> url = UrlNormalizer.resolve(MarkdownSyntax.address(text), this.base);
		if (url.isEmpty()) {
			this.problems.warn(location, "url_invalid", "`" + label + "` is not an http or https URL of at most "
					+ UrlNormalizer.MAX_LENGTH + " characters and was dropped.");
		}
		return url.orElse(null);
	}

	private String warnOfRemovals(String text, String label, DocumentLocation location) {
		if (PlainText.hasMarkup(text) || PlainText.hasEscapedMarkup(text)) {
			this.problems.warn(location, "html_removed", "`" + label + "` contained HTML: only its text is stored.");
		}
		if (PlainText.hasControlCharacters(text)) {
			this.problems.warn(location, "control_characters", "Control characters were removed from `" + label + "`.");
		}
		if (PlainText.hasBidiControls(text)) {
			this.problems.warnOnce(location, "direction_characters",
					"Bidirectional control characters were removed from the document.");
		}
		return text;
	}

	private @Nullable String limited(int maxLength, String text, String label, DocumentLocation location) {
		if (text.codePointCount(0, text.length()) > maxLength) {
			this.problems.warn(location, "too_long",
					"`" + label + "` exceeds " + maxLength + " characters and was dropped.");
			return null;
		}
		return text.isEmpty() ? null : text;
	}

}
