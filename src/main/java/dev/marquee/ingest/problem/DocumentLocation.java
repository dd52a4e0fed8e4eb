package dev.marquee.ingest.problem;

/**
 * A section title and a line of a document, counted from 1.
 */
public record DocumentLocation(String section, int line) {

	public static final DocumentLocation DOCUMENT = new DocumentLocation("Document", 1);

	public static DocumentLocation ofLine(int line) {
		return new DocumentLocation(DOCUMENT.section(), line);
	}

}
