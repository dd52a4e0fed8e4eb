package dev.marquee.ingest.problem;

/**
 * A repair or an error in a document, with its location, or a notice of what the import
 * did.
 *
 * @param code a stable name for programs, such as {@code coordinates_swapped}
 * @param section the title of the section
 * @param line counted from 1
 * @param message a sentence for people: what is wrong, and the repair or what to do
 */
public record DocumentProblem(Severity severity, String code, String section, int line, String message) {

	public DocumentProblem {
		message = UntrustedText.escape(message);
	}

	@Override
	public String toString() {
		return this.section + ", line " + this.line + ": " + this.message + " [" + this.code + "]";
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
