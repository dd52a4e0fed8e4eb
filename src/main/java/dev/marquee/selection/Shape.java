package dev.marquee.selection;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the columns of an object's row are. A statement names its shapes by their numbers,
 * so that PostgreSQL need not send keys.
 */
final class Shape {

	private final List<Part> parts;

	/** What is written before each member's value. */
	private final byte[][] prefixes;

	Shape(List<Part> parts) {
		this.parts = List.copyOf(parts);
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

	/**
	 * What a column is.
	 *
	 * @param key the key that the client asked for; empty unless it is a member
	 * @param fragment the number of the fragment in the statement, whose key this is
	 */
	record Part(Role role, String key, int fragment) {

		/** A part of the stamp of the fragment that the columns after it belong to. */
		static final Part STAMP = new Part(Role.STAMP, "", 0);

		static Part member(String key) {
			return new Part(Role.MEMBER, key, 0);
		}

		/** The key of a row whose object is a fragment. */
		static Part fragment(int number) {
			return new Part(Role.FRAGMENT, "", number);
		}

		/** The key of a row whose object is a fragment that is to be put here. */
		static Part place(int number) {
			return new Part(Role.PLACE, "", number);
		}

	}

	/**
	 * What a column is for.
	 */
	enum Role {

		MEMBER, FRAGMENT, PLACE, STAMP

	}

}
