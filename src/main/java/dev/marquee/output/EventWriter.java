package dev.marquee.output;

import java.io.IOException;

/**
 * Writes events in one format.
 */
interface EventWriter {

	/** Writes what precedes the events. */
	void begin() throws IOException;

	/**
	 * Writes an event.
	 * @param json the object that the query of the format selects, in UTF-8
	 */
	void write(byte[] json) throws IOException;

	/** Writes what follows the events, and passes everything on to the body. */
	void end() throws IOException;

}
