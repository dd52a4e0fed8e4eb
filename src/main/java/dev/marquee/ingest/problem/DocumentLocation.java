package dev.marquee.ingest.problem;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands in a document.
 *
 * @param section the title of the section; {@code Document} in formats without sections
 * @param line counted from 1
 * @param path the place in the structure of the document, such as
 * {@code $.offers[0].price}, {@code VEVENT[3].DTSTART} or {@code row 5, column Start};
 * null if a section and a line say it
 */
public record DocumentLocation(String section, int line, @Nullable String path) {

	public static final DocumentLocation DOCUMENT = new DocumentLocation("Document", 1);

	public DocumentLocation(String section, int line) {
		this(section, line, null);
	}

	public static DocumentLocation ofLine(int line) {
		return new DocumentLocation(DOCUMENT.section(), line);
	}

	/** The location in a document without sections whose line is unknown. */
	public static DocumentLocation ofPath(String path) {
		return DOCUMENT.at(path);
	}

	/** The same section and line with this path. */
	public DocumentLocation at(String newPath) {
		return new DocumentLocation(this.section, this.line, newPath);
	}

}
