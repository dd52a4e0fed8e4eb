package dev.marquee.event.interest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import dev.marquee.access.Viewer;
import dev.marquee.writing.Input;
import dev.marquee.writing.UserErrorCode;

/**
 * Somebody whom a site calls by an id of its own. What is stored is neither that id nor
 * the site's, but a hash of both, so that two sites may call their visitors alike.
 */
final class Visitor {

	private static final String FIELD = "person";

	private static final int LONGEST = 200;

	private Visitor() {
	}

	/**
	 * The hash of the person of an input; with a problem when none is named.
	 */
	static byte[] hash(Input input, Viewer viewer) {
		String person = input.value(FIELD, String.class);
		if (person == null) {
			return hash(viewer, subject(input, viewer));
		}
		if (person.isBlank()) {
			input.refuse(FIELD, UserErrorCode.REQUIRED, "This must be there, and must not be empty.");
		}
		if (person.codePointCount(0, person.length()) > LONGEST) {
			input.refuse(FIELD, UserErrorCode.TOO_LONG, "This may have " + LONGEST + " characters at most.");
		}
		return hash(viewer, person);
	}

	/** Whoever a token is of is known without a name, and like nobody who has one. */
	private static String subject(Input input, Viewer viewer) {
		if (viewer.kind() != Viewer.Kind.TOKEN || viewer.subject().equals(Viewer.NOBODY)) {
			input.refuse(FIELD, UserErrorCode.REQUIRED,
					"This must be there, unless the request comes with a token that says whose it is.");
		}
		return "";
	}

	private static byte[] hash(Viewer site, String person) {
		String text = String.join(" ", site.kind().name(), String.valueOf(site.subject().length()), site.subject(),
				person);
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-256", ex);
		}
	}

}
