package dev.marquee.query.compile;

import java.util.UUID;

import dev.marquee.query.json.RowLayout;
import dev.marquee.query.json.RowLayout.ColumnLayout;
import org.jooq.Field;

/**
 * A column of the row that represents an object: usually a member of the object. Columns
 * before the members may identify a {@link CacheableFragment}; they are not part of the
 * JSON.
 *
 * @param columnLayout the role of the column in the {@link RowLayout}
 */
public record RowColumn(ColumnLayout columnLayout, Field<?> value) {

	public static RowColumn member(String key, Field<?> value) {
		return new RowColumn(ColumnLayout.member(key), value);
	}

	/**
	 * The same column, followed by a member that repeats the value of a column before it.
	 * @param distance the number of columns between the two; 0 for this column itself
	 */
	RowColumn followedByCopy(String key, int distance) {
		return new RowColumn(this.columnLayout.followedByCopy(key, distance), this.value);
	}

	/**
	 * The key of a row whose object is a fragment.
	 * @param number the number of the fragment in the statement
	 */
	static RowColumn fragmentKey(int number, Field<UUID> key) {
		return new RowColumn(ColumnLayout.fragment(number), key);
	}

	/**
	 * The key of a row for whose fragment this is a placeholder.
	 * @param number the number of the fragment in the statement
	 */
	static RowColumn placeholder(int number, Field<UUID> key) {
		return new RowColumn(ColumnLayout.placeholder(number), key);
	}

	/** A part of the version stamp of the enclosing fragment; may be null. */
	static RowColumn versionStamp(Field<byte[]> part) {
		return new RowColumn(ColumnLayout.VERSION_STAMP, part);
	}

}
