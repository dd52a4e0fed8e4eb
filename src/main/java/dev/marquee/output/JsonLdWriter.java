package dev.marquee.output;

import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
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
final class JsonLdWriter implements EventWriter {

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

	private final JsonGenerator json;

	private int position;

	JsonLdWriter(OutputStream body, OutputHead head, EventPages pages) {
		this.head = head;
		this.jsonLd = new JsonLd(pages);
		this.json = JSON.createGenerator(body, JsonEncoding.UTF8);
	}

	@Override
	public void begin() {
		if (this.head.isList()) {
			this.json.writeStartObject();
			this.json.writeStringProperty("@context", JsonLd.CONTEXT);
			this.json.writeStringProperty("@type", "ItemList");
			this.json.writeStringProperty("name", this.head.title());
			this.json.writeArrayPropertyStart("itemListElement");
		}
	}

	@Override
	public void write(byte[] source) {
		ListedEvent event = ListedEventReader.read(source);
		if (this.head.isList()) {
			this.position++;
			this.json.writeStartObject();
			this.json.writeStringProperty("@type", "ListItem");
			this.json.writeNumberProperty("position", this.position);
			this.json.writeName("item");
			JSON.writeValue(this.json, this.jsonLd.event(event));
			this.json.writeEndObject();
		}
		else {
			JSON.writeValue(this.json, document(event, this.jsonLd));
		}
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
	public void end() {
		if (this.head.isList()) {
			this.json.writeEndArray();
			this.json.writeEndObject();
		}
		this.json.close();
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
