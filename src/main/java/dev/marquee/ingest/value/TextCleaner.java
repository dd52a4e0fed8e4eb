package dev.marquee.ingest.value;

import java.util.Optional;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.text.PlainText;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Cleans the values of a document for storage, and tells what it had to do.
 */
public record TextCleaner(DocumentProblems documentProblems) {

	/**
	 * The text on one line; null when nothing is left of it, or too much.
	 */
	public @Nullable String singleLine(@Nullable String text, int maxLength, String label,
			DocumentLocation documentLocation) {
		return (text != null) ? limited(maxLength, PlainText.singleLine(warnOfRemovals(text, label, documentLocation)),
				label, documentLocation) : null;
	}

	/**
	 * The text with its line breaks; null when nothing is left of it, or too much.
	 */
	public @Nullable String multiline(@Nullable String text, int maxLength, String label,
			DocumentLocation documentLocation) {
		return (text != null) ? limited(maxLength, PlainText.multiline(warnOfRemovals(text, label, documentLocation)),
				label, documentLocation) : null;
	}

	public @Nullable String url(@Nullable String text, String label, DocumentLocation documentLocation) {
		if (text == null || text.isBlank()) {
			return null;
		}
		Optional<String> address = UrlNormalizer.normalize(text);
		if (address.isEmpty()) {
			this.documentProblems.warn(documentLocation, "url_invalid",
					label + " is not an http or https address of at most " + UrlNormalizer.MAX_LENGTH
							+ " characters: left out");
		}
		return address.orElse(null);
	}

	private String warnOfRemovals(String text, String label, DocumentLocation documentLocation) {
		if (PlainText.hasMarkup(text)) {
			this.documentProblems.warn(documentLocation, "html_removed",
					label + " had HTML in it: only its text is kept");
		}
		if (PlainText.hasControlCharacters(text)) {
			this.documentProblems.warn(documentLocation, "control_characters",
					label + " had control characters in it: removed");
		}
		if (PlainText.hasBidiControls(text)) {
			this.documentProblems.warnOnce(documentLocation, "direction_characters",
					"there are characters that turn the direction of writing: removed wherever they are");
		}
		return text;
	}

	private @Nullable String limited(int maxLength, String text, String label, DocumentLocation documentLocation) {
		if (text.codePointCount(0, text.length()) > maxLength) {
			this.documentProblems.warn(documentLocation, "too_long",
					label + " has more than " + maxLength + " characters: left out");
			return null;
		}
		return text.isEmpty() ? null : text;
	}

}
