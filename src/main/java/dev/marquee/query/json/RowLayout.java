package dev.marquee.query.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The roles of the columns of a row that represents an object. Rows refer to their layout
 * by its number in the statement, so that PostgreSQL need not send keys.
 */
public final class RowLayout {

	private final List<ColumnLayout> columns;

	/** The separator and key before each member's value. */
	private final byte[][] memberPrefixes;

	private final boolean hasCopies;

	private final @Nullable DerivedJson derivedJson;

	public RowLayout(List<ColumnLayout> columns) {
		this(columns, null);
	}

	/**
	 * The layout of an object from which another one is derived, which takes its place.
	 */
	public RowLayout(List<ColumnLayout> columns, @Nullable DerivedJson derivedJson) {
		this.derivedJson = derivedJson;
		this.columns = List.copyOf(columns);
		this.memberPrefixes = new byte[columns.size()][];
		String separator = "\"";
		for (int i = 0; i < this.memberPrefixes.length; i++) {
			boolean isMember = columnRole(i) == ColumnRole.MEMBER;
			this.memberPrefixes[i] = isMember ? prefix(separator, columns.get(i).responseKey()) : new byte[0];
			separator = isMember ? ",\"" : separator;
		}
		this.hasCopies = columns.stream().anyMatch((column) -> !column.copies().isEmpty());
	}

	/** A GraphQL name needs no escape in JSON. */
	private static byte[] prefix(String separator, String responseKey) {
		return (separator + responseKey + "\":").getBytes(StandardCharsets.UTF_8);
	}

	ColumnRole columnRole(int column) {
		return this.columns.get(column).columnRole();
	}

	/** The number of the fragment whose key is in a column. */
	int fragmentNumber(int column) {
		return this.columns.get(column).fragmentNumber();
	}

	/** Whether a column is followed by copies of members. */
	boolean hasCopies() {
		return this.hasCopies;
	}

	/** The members that follow a column and repeat the value of another one. */
	List<MemberCopy> copiesAfter(int column) {
		return this.columns.get(column).copies();
	}

	byte[] memberPrefix(int column) {
		return this.memberPrefixes[column];
	}

	/** What takes the place of the object; null if it stays as it is. */
	@Nullable DerivedJson derivedJson() {
		return this.derivedJson;
	}

	boolean isPlaceholder() {
		return !this.columns.isEmpty() && columnRole(0) == ColumnRole.PLACEHOLDER;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof RowLayout rowLayout && this.columns.equals(rowLayout.columns)
				&& Objects.equals(this.derivedJson, rowLayout.derivedJson);
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
	 * @param copies the members that follow and have no columns of their own
	 */
	public record ColumnLayout(ColumnRole columnRole, String responseKey, int fragmentNumber, List<MemberCopy> copies) {

		/** A part of the version stamp of the enclosing fragment. */
		public static final ColumnLayout VERSION_STAMP = new ColumnLayout(ColumnRole.VERSION_STAMP, "", 0, List.of());

		public static ColumnLayout member(String key) {
			return new ColumnLayout(ColumnRole.MEMBER, key, 0, List.of());
		}

		/** The key of a row whose object is a fragment; its members follow. */
		public static ColumnLayout fragment(int number) {
			return new ColumnLayout(ColumnRole.FRAGMENT, "", number, List.of());
		}

		/** The key of a row for whose fragment this is a placeholder. */
		public static ColumnLayout placeholder(int number) {
			return new ColumnLayout(ColumnRole.PLACEHOLDER, "", number, List.of());
		}

		/**
		 * The same column, followed by a member with the value of a column before it.
		 * @param distance the number of columns between the two; 0 for this column itself
		 */
		public ColumnLayout followedByCopy(String key, int distance) {
			List<MemberCopy> all = new ArrayList<>(this.copies);
			all.add(new MemberCopy(key, distance));
			return new ColumnLayout(this.columnRole, this.responseKey, this.fragmentNumber, List.copyOf(all));
		}

	}

	/**
	 * A member whose value is that of another member: the same field of the object under
	 * another alias.
	 *
	 * @param responseKey the key of this member in the response
	 * @param distance how many columns the other member's column is before the one that
	 * this member follows
	 */
	public record MemberCopy(String responseKey, int distance) {

		byte[] prefix() {
			return RowLayout.prefix(",\"", this.responseKey);
		}

	}

	/**
	 * The role of a column.
	 */
	enum ColumnRole {

		MEMBER, FRAGMENT, PLACEHOLDER, VERSION_STAMP

	}

}
