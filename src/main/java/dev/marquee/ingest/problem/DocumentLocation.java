package dev.marquee.ingest.problem;

/**
 * A place in a document, as people look for it.
 */
public record DocumentLocation(String section, int line) {

	public static final DocumentLocation DOCUMENT = new DocumentLocation("Document", 1);

	public static DocumentLocation ofLine(int line) {
		return new DocumentLocation(DOCUMENT.section(), line);
	}

}
