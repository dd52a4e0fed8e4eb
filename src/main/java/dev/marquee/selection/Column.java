package dev.marquee.selection;

import java.util.UUID;

import org.jooq.Field;

/**
 * A column of the row that an object is sent as: mostly a member, with the key that the
 * client asked for. Before the members there may be what a {@link Fragment} is known by,
 * which is not part of the JSON.
 *
 * @param key of a member
 * @param fragment the number of the fragment in the statement
 */
public record Column(Role role, String key, int fragment, Field<?> value) {

	static Column member(String key, Field<?> value) {
		return new Column(Role.MEMBER, key, 0, value);
	}

	/** The key of a row whose object is a fragment. */
	static Column fragment(int number, Field<UUID> key) {
		return new Column(Role.FRAGMENT, "", number, key);
	}

	/** The key of a row whose object is a fragment that is to be put here. */
	static Column place(int number, Field<UUID> key) {
		return new Column(Role.PLACE, "", number, key);
	}

	/** A part of the stamp of the fragment that this belongs to; may be null. */
	static Column stamp(Field<byte[]> part) {
		return new Column(Role.STAMP, "", 0, part);
	}

	/**
	 * What a column is for.
	 */
	enum Role {

		MEMBER, FRAGMENT, PLACE, STAMP

	}

}
