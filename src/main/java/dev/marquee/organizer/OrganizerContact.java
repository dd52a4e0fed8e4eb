package dev.marquee.organizer;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The logo of an organizer, and how to reach it.
 *
 * @param email the public address for questions
 * @param telephone as the listing writes it
 */
public record OrganizerContact(@Nullable String logoUrl, @Nullable String email, @Nullable String telephone) {

	public static final OrganizerContact UNKNOWN = new OrganizerContact(null, null, null);

	/** RFC 5321, section 4.5.3.1.3, without the angle brackets. */
	public static final int MAX_EMAIL_LENGTH = 254;

	public static final int MAX_TELEPHONE_LENGTH = 50;

	private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");

	/** Whether a text has the form of an email address. */
	public static boolean isEmail(String text) {
		return EMAIL.matcher(text).matches();
	}

	/** This contact and, where a value is unknown, that of the other. */
	public OrganizerContact or(OrganizerContact other) {
		return new OrganizerContact(firstNonNull(this.logoUrl, other.logoUrl), firstNonNull(this.email, other.email),
				firstNonNull(this.telephone, other.telephone));
	}

	private static @Nullable String firstNonNull(@Nullable String first, @Nullable String second) {
		return (first != null) ? first : second;
	}

}
