package dev.marquee.query.compile;

import java.util.UUID;

import dev.marquee.query.json.RowLayout;
import dev.marquee.query.json.RowLayout.ColumnLayout;
import org.jooq.Field;

/**
 * A column of the row that an object is sent as: mostly a member of the object. Before
 * the members there may be what a {@link CacheableFragment} is known by, which is not
 * part of the JSON.
 *
 * @param columnLayout what the column is in the row's {@link RowLayout}
 */
public record RowColumn(ColumnLayout columnLayout, Field<?> value) {

	static RowColumn member(String key, Field<?> value) {
		return new RowColumn(ColumnLayout.member(key), value);
	}

	/** The key of a row whose object is a fragment. */
	static RowColumn fragmentKey(int number, Field<UUID> key) {
		return new RowColumn(ColumnLayout.fragment(number), key);
	}

	/** The key of a row whose object is a fragment that is to be put here. */
	static RowColumn placeholder(int number, Field<UUID> key) {
		return new RowColumn(ColumnLayout.placeholder(number), key);
	}

	/** A part of the stamp of the fragment that this belongs to; may be null. */
	static RowColumn versionStamp(Field<byte[]> part) {
		return new RowColumn(ColumnLayout.VERSION_STAMP, part);
	}

}
