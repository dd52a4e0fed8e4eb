package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Writes newline-delimited JSON: each event is one line, with the names of GraphQL.
 */
final class NdjsonWriter implements RenderingEventWriter {

	private final OutputStream body;

	NdjsonWriter(OutputStream body) {
		this.body = body;
	}

	@Override
	public void begin() {
		// The format has no header.
	}

	@Override
	public RenderedEvent render(byte[] json) {
		byte[] line = Arrays.copyOf(json, json.length + 1);
		line[json.length] = '\n';
		return new RenderedEvent(line);
	}

	@Override
	public void write(RenderedEvent event) throws IOException {
		this.body.write(event.text());
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
