package dev.marquee.selection;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The keys of an object's members, in their order. A statement names its shapes by their
 * numbers, so that PostgreSQL need not send keys.
 */
final class Shape {

	private final List<String> keys;

	/** What is written before each member's value. */
	private final byte[][] prefixes;

	Shape(List<String> keys) {
		this.keys = List.copyOf(keys);
		this.prefixes = new byte[keys.size()][];
		for (int i = 0; i < this.prefixes.length; i++) {
			this.prefixes[i] = ((i > 0) ? ",\"" : "\"").concat(keys.get(i))
				.concat("\":")
				.getBytes(StandardCharsets.UTF_8);
		}
	}

	/** A name of GraphQL needs no escape in JSON. */
	byte[] prefix(int member) {
		return this.prefixes[member];
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Shape shape && this.keys.equals(shape.keys);
	}

	@Override
	public int hashCode() {
		return this.keys.hashCode();
	}

	@Override
	public String toString() {
		return this.keys.toString();
	}

}
