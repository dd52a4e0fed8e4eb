package dev.marquee.intake;

/**
 * A place in a document, as people look for it.
 */
record Where(String section, int line) {

	static final Where DOCUMENT = new Where("Document", 1);

	static Where inDocument(int line) {
		return new Where(DOCUMENT.section(), line);
	}

}
