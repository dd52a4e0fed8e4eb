package dev.marquee.query.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the columns of an object's row are. A statement names its shapes by their numbers,
 * so that PostgreSQL need not send keys.
 */
public final class RowLayout {

	private final List<ColumnLayout> columns;

	/** What is written before each member's value. */
	private final byte[][] memberPrefixes;

	public RowLayout(List<ColumnLayout> columns) {
		this.columns = List.copyOf(columns);
		this.memberPrefixes = new byte[columns.size()][];
		String separator = "\"";
		for (int i = 0; i < this.memberPrefixes.length; i++) {
			boolean isMember = columnRole(i) == ColumnRole.MEMBER;
			// a name of GraphQL needs no escape in JSON
			String prefix = isMember ? separator + columns.get(i).responseKey() + "\":" : "";
			separator = isMember ? ",\"" : separator;
			this.memberPrefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
		}
	}

	ColumnRole columnRole(int column) {
		return this.columns.get(column).columnRole();
	}

	/** The number of the fragment whose key is in a column. */
	int fragmentNumber(int column) {
		return this.columns.get(column).fragmentNumber();
	}

	byte[] memberPrefix(int column) {
		return this.memberPrefixes[column];
	}

	boolean isPlaceholder() {
		return !this.columns.isEmpty() && columnRole(0) == ColumnRole.PLACEHOLDER;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RowLayout rowLayout && this.columns.equals(rowLayout.columns);
	}

	@Override
	public int hashCode() {
		return this.columns.hashCode();
	}

	@Override
	public String toString() {
		return this.columns.toString();
	}

	/**
	 * What a column is.
	 *
	 * @param responseKey the key that the client asked for; empty unless it is a member
	 * @param fragmentNumber the number of the fragment in the statement, whose key this
	 * is
	 */
	public record ColumnLayout(ColumnRole columnRole, String responseKey, int fragmentNumber) {

		/** A part of the stamp of the fragment that the columns after it belong to. */
		public static final ColumnLayout VERSION_STAMP = new ColumnLayout(ColumnRole.VERSION_STAMP, "", 0);

		public static ColumnLayout member(String key) {
			return new ColumnLayout(ColumnRole.MEMBER, key, 0);
		}

		/** The key of a row whose object is a fragment. */
		public static ColumnLayout fragment(int number) {
			return new ColumnLayout(ColumnRole.FRAGMENT, "", number);
		}

		/** The key of a row whose object is a fragment that is to be put here. */
		public static ColumnLayout placeholder(int number) {
			return new ColumnLayout(ColumnRole.PLACEHOLDER, "", number);
		}

	}

	/**
	 * What a column is for.
	 */
	enum ColumnRole {

		MEMBER, FRAGMENT, PLACEHOLDER, VERSION_STAMP

	}

}
