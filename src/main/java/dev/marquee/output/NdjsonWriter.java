package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes newline-delimited JSON: each event is one line, with the names of GraphQL.
 */
final class NdjsonWriter implements EventWriter {

	private final OutputStream body;

	NdjsonWriter(OutputStream body) {
		this.body = body;
	}

	@Override
	public void begin() {
		// The format has no header.
	}

	@Override
	public void write(byte[] json) throws IOException {
		this.body.write(json);
		this.body.write('\n');
	}

	@Override
	public void end() {
		// Everything was written to the body.
	}

}
