package dev.marquee.changefeed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.graphql.BadUserInputException;
import org.jspecify.annotations.Nullable;

/**
 * A position in the change log. Clients see it as the Base64 (RFC 4648 §5, no padding) of
 * its version and its components, in the format of the SQL function
 * {@code change_cursor}. Positions are ordered by generation, transaction and id.
 *
 * @param epoch the generation of the log in which the cursor was handed out, as the
 * function {@code change_epoch} returns it
 * @param generation the number of the generation to which the change belongs
 * @param xid the transaction id
 * @param id the id of the change in the transaction
 */
record ChangeCursor(String epoch, int generation, long xid, long id) implements Comparable<ChangeCursor> {

	private static final String VERSION = "2";

	/** Version 1 has no generation, and epochs that no generation has. */
	private static final Pattern FORMAT = Pattern
		.compile("[1" + VERSION + "]\\.([0-9a-f]{32})(?:\\.(\\d{1,9}))?\\.(\\d{1,18})\\.(\\d{1,19})");

	private static final int MAX_LENGTH = 120;

	/**
	 * Parses a cursor.
	 * @param argument the argument that errors name
	 * @throws BadUserInputException if the text is not a cursor
	 */
	static ChangeCursor parse(String argument, String text) {
		try {
			if (text.length() <= MAX_LENGTH) {
				byte[] bytes = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.UTF_8));
				Matcher form = FORMAT.matcher(new String(bytes, StandardCharsets.UTF_8));
				if (form.matches()) {
					return new ChangeCursor(form.group(1),
							(form.group(2) != null) ? Integer.parseInt(form.group(2)) : 0,
							Long.parseLong(form.group(3)), Long.parseLong(form.group(4)));
				}
			}
		}
		catch (IllegalArgumentException ex) {
			throw invalidCursor(argument, ex);
		}
		throw invalidCursor(argument, null);
	}

	private static BadUserInputException invalidCursor(String argument, @Nullable IllegalArgumentException cause) {
		return new BadUserInputException(argument, "`" + argument
				+ "` is not a change cursor. Pass a `changeCursor`, the `cursor` of a change or the `endCursor` of `changes`.",
				cause);
	}

	String encode() {
		String parts = String.join(".", VERSION, this.epoch, String.valueOf(this.generation), String.valueOf(this.xid),
				String.valueOf(this.id));
		return Base64.getUrlEncoder().withoutPadding().encodeToString(parts.getBytes(StandardCharsets.UTF_8));
	}

	/** Compares the positions, which is meaningful among cursors that are retained. */
	@Override
	public int compareTo(ChangeCursor other) {
		int order = Integer.compare(this.generation, other.generation);
		if (order == 0) {
			order = Long.compare(this.xid, other.xid);
		}
		return (order != 0) ? order : Long.compare(this.id, other.id);
	}

}
