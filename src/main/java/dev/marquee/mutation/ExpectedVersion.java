package dev.marquee.mutation;

import java.util.regex.Pattern;

/**
 * The version that what is to be changed must still have, as an input says.
 */
final class ExpectedVersion {

	private static final String FIELD = "expectedVersion";

	private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

	private ExpectedVersion() {
	}

	/**
	 * Whether nothing was edited since; if something was, that is noted.
	 * @param lastEditVersion the version that the last edit left
	 * @param version the version now; what moved it on since then is no edit
	 */
	static boolean check(Input input, long lastEditVersion, long version) {
		String expected = input.value(FIELD, String.class);
		if (expected == null || isInRange(expected, lastEditVersion, version)) {
			return true;
		}
		input.rejectValue(FIELD, UserErrorCode.CONFLICT,
				"This has changed since you read it. Read it again, and decide what of your change still holds.");
		return false;
	}

	private static boolean isInRange(String expected, long lastEditVersion, long version) {
		if (!NUMBER.matcher(expected).matches()) {
			return false;
		}
		long expectedVersion = Long.parseLong(expected);
		return lastEditVersion <= expectedVersion && expectedVersion <= version;
	}

}
