package dev.marquee.output;

import java.io.IOException;

/**
 * Writes events in a format in which the text of an event does not depend on the list, so
 * that it can be rendered once for many lists.
 */
interface RenderingEventWriter extends EventWriter {

	/**
	 * Renders an event.
	 * @param json the object that the query of the format selects, in UTF-8
	 */
	RenderedEvent render(byte[] json) throws IOException;

	/** Writes an event that this or another writer of the format has rendered. */
	void write(RenderedEvent event) throws IOException;

	@Override
	default void write(byte[] json) throws IOException {
		write(render(json));
	}

}
