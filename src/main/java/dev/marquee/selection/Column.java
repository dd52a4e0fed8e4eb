package dev.marquee.selection;

import java.util.UUID;

import dev.marquee.selection.Shape.Part;
import org.jooq.Field;

/**
 * A column of the row that an object is sent as: mostly a member of the object. Before
 * the members there may be what a {@link Fragment} is known by, which is not part of the
 * JSON.
 *
 * @param part what the column is in the row's {@link Shape}
 */
public record Column(Part part, Field<?> value) {

	static Column member(String key, Field<?> value) {
		return new Column(Part.member(key), value);
	}

	/** The key of a row whose object is a fragment. */
	static Column fragment(int number, Field<UUID> key) {
		return new Column(Part.fragment(number), key);
	}

	/** The key of a row whose object is a fragment that is to be put here. */
	static Column place(int number, Field<UUID> key) {
		return new Column(Part.place(number), key);
	}

	/** A part of the stamp of the fragment that this belongs to; may be null. */
	static Column stamp(Field<byte[]> part) {
		return new Column(Part.STAMP, part);
	}

}
