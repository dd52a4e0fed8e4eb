package dev.marquee.intake;

import java.util.Optional;

import dev.marquee.text.PlainText;
import dev.marquee.text.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * Cleans the values of a document for storage, and tells what it had to do.
 */
record Cleaner(Problems problems) {

	/**
	 * The text on one line; null when nothing is left of it, or too much.
	 */
	@Nullable String line(@Nullable String text, int longest, String what, Where where) {
		return (text != null) ? within(longest, PlainText.line(told(text, what, where)), what, where) : null;
	}

	/**
	 * The text with its line breaks; null when nothing is left of it, or too much.
	 */
	@Nullable String block(@Nullable String text, int longest, String what, Where where) {
		return (text != null) ? within(longest, PlainText.block(told(text, what, where)), what, where) : null;
	}

	@Nullable String url(@Nullable String text, String what, Where where) {
		if (text == null || text.isBlank()) {
			return null;
		}
		Optional<String> address = WebAddress.parse(text);
		if (address.isEmpty()) {
			this.problems.warn(where, "url_invalid", what + " is not an http or https address of at most "
					+ WebAddress.LONGEST + " characters: left out");
		}
		return address.orElse(null);
	}

	private String told(String text, String what, Where where) {
		if (PlainText.hasMarkup(text)) {
			this.problems.warn(where, "html_removed", what + " had HTML in it: only its text is kept");
		}
		if (PlainText.hasUnseen(text)) {
			this.problems.warn(where, "control_characters", what + " had control characters in it: removed");
		}
		if (PlainText.hasDirections(text)) {
			this.problems.warnOnce(where, "direction_characters",
					"there are characters that turn the direction of writing: removed wherever they are");
		}
		return text;
	}

	private @Nullable String within(int longest, String text, String what, Where where) {
		if (text.codePointCount(0, text.length()) > longest) {
			this.problems.warn(where, "too_long", what + " has more than " + longest + " characters: left out");
			return null;
		}
		return text.isEmpty() ? null : text;
	}

}
