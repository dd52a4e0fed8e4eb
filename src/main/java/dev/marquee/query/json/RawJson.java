package dev.marquee.query.json;

import java.nio.charset.StandardCharsets;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * The encoded JSON of a root field. Jackson writes its bytes into the response unchanged;
 * it is parsed only if the client requests the actual cost.
 */
public final class RawJson extends JacksonSerializable.Base {

	private final byte[] utf8;

	public RawJson(byte[] utf8) {
		this.utf8 = utf8;
	}

	/** The JSON in UTF-8; must not be modified. */
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
