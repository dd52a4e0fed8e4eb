package dev.marquee.mutation;

import java.util.regex.Pattern;

/**
 * Optimistic locking: compares the {@code expectedVersion} of an input with the version
 * of the row to change.
 */
final class ExpectedVersion {

	private static final String FIELD = "expectedVersion";

	private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

	private ExpectedVersion() {
	}

	/**
	 * Whether the row has not been edited since the expected version, or the input
	 * expects none. Otherwise adds a {@code CONFLICT} error to the input.
	 * @param lastEditVersion the version after the last edit
	 * @param version the current version; changes since the last edit do not count as
	 * edits
	 */
	static boolean check(Input input, long lastEditVersion, long version) {
		String expected = input.value(FIELD, String.class);
		if (expected == null || isInRange(expected, lastEditVersion, version)) {
			return true;
		}
		input.rejectValue(FIELD, UserErrorCode.CONFLICT,
				"The object has changed since `expectedVersion`: read it again and check whether your change still applies.");
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
