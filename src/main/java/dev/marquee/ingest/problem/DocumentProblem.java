package dev.marquee.ingest.problem;

/**
 * Something in a document that is not as it should be, and where.
 *
 * @param code stable, for programs: such as {@code coordinates_swapped}
 * @param line counted from 1
 * @param message for people: what was wrong and what was done about it
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
	 * What follows from a problem.
	 */
	public enum Severity {

		/** The document is taken in, with the repair that the message tells. */
		WARNING,
		/** The document is rejected. */
		ERROR

	}

}
