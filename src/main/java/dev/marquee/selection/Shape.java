package dev.marquee.selection;

import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.marquee.selection.Column.Role;

/**
 * What the columns of an object's row are. A statement names its shapes by their numbers,
 * so that PostgreSQL need not send keys.
 */
final class Shape {

	private final List<Part> parts;

	/** What is written before each member's value. */
	private final byte[][] prefixes;

	private Shape(List<Part> parts) {
		this.parts = parts;
		this.prefixes = new byte[parts.size()][];
		String separator = "\"";
		for (int i = 0; i < this.prefixes.length; i++) {
			boolean isMember = role(i) == Role.MEMBER;
			// a name of GraphQL needs no escape in JSON
			String prefix = isMember ? separator + parts.get(i).key() + "\":" : "";
			separator = isMember ? ",\"" : separator;
			this.prefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
		}
	}

	static Shape of(List<Column> columns) {
		return new Shape(
				columns.stream().map((column) -> new Part(column.role(), column.key(), column.fragment())).toList());
	}

	Role role(int column) {
		return this.parts.get(column).role();
	}

	/** The number of the fragment whose key is in a column. */
	int fragment(int column) {
		return this.parts.get(column).fragment();
	}

	byte[] prefix(int column) {
		return this.prefixes[column];
	}

	boolean isPlace() {
		return !this.parts.isEmpty() && role(0) == Role.PLACE;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Shape shape && this.parts.equals(shape.parts);
	}

	@Override
	public int hashCode() {
		return this.parts.hashCode();
	}

	@Override
	public String toString() {
		return this.parts.toString();
	}

	private record Part(Role role, String key, int fragment) {
	}

}
