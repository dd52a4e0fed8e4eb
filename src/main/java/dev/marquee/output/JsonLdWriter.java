package dev.marquee.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes JSON-LD with the vocabulary of schema.org: a list as an {@code ItemList}, and an
 * event with its questions as a graph of both. The result can be inserted into an element
 * {@code script} as it is, since it contains no {@code <}.
 */
final class JsonLdWriter implements RenderingEventWriter {

	/** Also for values of the mapper. */
	static final JsonMapper JSON = JsonMapper
		.builder(JsonFactory.builder()
			.disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
			.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
			.characterEscapes(new MarkupEscapes())
			.build())
		.build();

	private final OutputHead head;

	private final JsonLd jsonLd;

	private final OutputStream body;

	private int position;

	JsonLdWriter(OutputStream body, OutputHead head, EventPages pages) {
		this.head = head;
		this.jsonLd = new JsonLd(pages);
		this.body = body;
	}

	@Override
	public void begin() throws IOException {
		if (this.head.isList()) {
			write("{\"@context\":" + JSON.writeValueAsString(JsonLd.CONTEXT) + ",\"@type\":\"ItemList\",\"name\":"
					+ JSON.writeValueAsString(this.head.title()) + ",\"itemListElement\":[");
		}
	}

	@Override
	public RenderedEvent render(byte[] source) {
		ListedEvent event = ListedEventReader.read(source);
		return new RenderedEvent(
				JSON.writeValueAsBytes(this.head.isList() ? this.jsonLd.event(event) : document(event, this.jsonLd)));
	}

	@Override
	public void write(RenderedEvent event) throws IOException {
		if (this.head.isList()) {
			this.position++;
			write(((this.position > 1) ? "," : "") + "{\"@type\":\"ListItem\",\"position\":" + this.position
					+ ",\"item\":");
		}
		this.body.write(event.text());
		if (this.head.isList()) {
			write("}");
		}
	}

	private void write(String json) throws IOException {
		this.body.write(json.getBytes(StandardCharsets.UTF_8));
	}

	/** The document of one event. */
	static Map<String, Object> document(ListedEvent event, JsonLd jsonLd) {
		Map<String, Object> faqPage = jsonLd.faqPage(event);
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("@context", JsonLd.CONTEXT);
		if (faqPage == null) {
			document.putAll(jsonLd.event(event));
		}
		else {
			document.put("@graph", List.of(jsonLd.event(event), faqPage));
		}
		return document;
	}

	@Override
	public void end() throws IOException {
		if (this.head.isList()) {
			write("]}");
		}
	}

	/**
	 * Escapes the characters of markup.
	 */
	private static final class MarkupEscapes extends CharacterEscapes {

		private static final long serialVersionUID = 1L;

		private final int[] escapes = standardAsciiEscapesForJSON();

		MarkupEscapes() {
			for (char character : new char[] { '<', '>', '&' }) {
				this.escapes[character] = ESCAPE_STANDARD;
			}
		}

		@Override
		public int[] getEscapeCodesForAscii() {
			return this.escapes.clone();
		}

		@Override
		public @Nullable SerializableString getEscapeSequence(int character) {
			return null;
		}

	}

}
