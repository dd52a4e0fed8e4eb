package dev.marquee.ingest.problem;

import org.jspecify.annotations.Nullable;

/**
 * A repair or an error in a document, with its location, or a notice of what the import
 * did.
 *
 * @param code a stable name for programs, such as {@code coordinates_swapped}
 * @param section the title of the section
 * @param line counted from 1
 * @param path the place in the structure of the document; null if a section and a line
 * say it
 * @param value the value in the document that has the problem, at most
 * {@value #MAX_VALUE_LENGTH} characters of it; null if there is none
 * @param message a sentence for people: what is wrong, and the repair or what to do
 */
public record DocumentProblem(Severity severity, String code, String section, int line, @Nullable String path,
		@Nullable String value, String message) {

	static final int MAX_VALUE_LENGTH = 200;

	public DocumentProblem {
		message = UntrustedText.escape(message);
		path = (path != null) ? UntrustedText.escape(UntrustedText.abbreviate(path, MAX_VALUE_LENGTH)) : null;
		value = (value != null) ? UntrustedText.escape(UntrustedText.abbreviate(value, MAX_VALUE_LENGTH)) : null;
	}

	public DocumentProblem(Severity severity, String code, String section, int line, String message) {
		this(severity, code, section, line, null, null, message);
	}

	/** A problem at a location. */
	public static DocumentProblem at(DocumentLocation location, Severity severity, String code, String message,
			@Nullable String value) {
		return new DocumentProblem(severity, code, location.section(), location.line(), location.path(), value,
				message);
	}

	@Override
	public String toString() {
		String place = (this.path != null) ? ", " + this.path : "";
		return this.section + ", line " + this.line + place + ": " + this.message + " [" + this.code + "]";
	}

	/**
	 * Whether a problem rejects the document.
	 */
	public enum Severity {

		/** The document needed no repair; the message says what the import did. */
		NOTICE,
		/** The document is imported with the repair that the message describes. */
		WARNING,
		/** The document is rejected. */
		ERROR

	}

}
