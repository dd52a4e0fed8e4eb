package dev.marquee.query.json;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The roles of the columns of a row that represents an object. Rows refer to their layout
 * by its number in the statement, so that PostgreSQL need not send keys.
 */
public final class RowLayout {

	private final List<ColumnLayout> columns;

	/** The separator and key before each member's value. */
	private final byte[][] memberPrefixes;

	public RowLayout(List<ColumnLayout> columns) {
		this.columns = List.copyOf(columns);
		this.memberPrefixes = new byte[columns.size()][];
		String separator = "\"";
		for (int i = 0; i < this.memberPrefixes.length; i++) {
			boolean isMember = columnRole(i) == ColumnRole.MEMBER;
			// a GraphQL name needs no escape in JSON
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
	 * The role of a column and its data.
	 *
	 * @param responseKey the key of the member in the response; empty unless the column
	 * is a member
	 * @param fragmentNumber the number of the fragment whose key is in the column;
	 * otherwise 0
	 */
	public record ColumnLayout(ColumnRole columnRole, String responseKey, int fragmentNumber) {

		/** A part of the version stamp of the enclosing fragment. */
		public static final ColumnLayout VERSION_STAMP = new ColumnLayout(ColumnRole.VERSION_STAMP, "", 0);

		public static ColumnLayout member(String key) {
			return new ColumnLayout(ColumnRole.MEMBER, key, 0);
		}

		/** The key of a row whose object is a fragment; its members follow. */
		public static ColumnLayout fragment(int number) {
			return new ColumnLayout(ColumnRole.FRAGMENT, "", number);
		}

		/** The key of a row for whose fragment this is a placeholder. */
		public static ColumnLayout placeholder(int number) {
			return new ColumnLayout(ColumnRole.PLACEHOLDER, "", number);
		}

	}

	/**
	 * The role of a column.
	 */
	enum ColumnRole {

		MEMBER, FRAGMENT, PLACEHOLDER, VERSION_STAMP

	}

}
