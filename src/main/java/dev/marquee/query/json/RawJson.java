package dev.marquee.query.json;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * The finished JSON of a field, as {@link JsonWriter} made it of a row. Its bytes go into
 * the response as they are: Jackson neither parses nor escapes them. Only the cost of a
 * response is counted from them.
 */
public final class RawJson extends JacksonSerializable.Base {

	private final byte[] utf8;

	public RawJson(byte[] utf8) {
		this.utf8 = utf8;
	}

	/** The text, in UTF-8; not to be changed. */
	public byte[] utf8() {
		return this.utf8;
	}

	@Override
	public void serialize(JsonGenerator generator, SerializationContext context) {
		generator.writeRawValue(new Utf8String(this.utf8));
	}

	@Override
	public void serializeWithType(JsonGenerator generator, SerializationContext context, TypeSerializer type) {
		serialize(generator, context);
	}

	@Override
	public String toString() {
		return new String(this.utf8, StandardCharsets.UTF_8);
	}

}
