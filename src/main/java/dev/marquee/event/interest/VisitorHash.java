package dev.marquee.event.interest;

import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Viewer;
import dev.marquee.text.Hashes;

/**
 * Somebody whom a site calls by an id of its own. What is stored is neither that id nor
 * the site's, but a hash of both, so that two sites may call their visitors alike.
 */
final class VisitorHash {

	private static final String PERSON_FIELD = "person";

	private static final int MAX_LENGTH = 200;

	private VisitorHash() {
	}

	/**
	 * The hash of the person of an input; with a problem when none is named.
	 */
	static byte[] of(Input input, Viewer viewer) {
		String person = input.value(PERSON_FIELD, String.class);
		if (person == null) {
			return of(viewer, requireTokenSubject(input, viewer));
		}
		if (person.isBlank()) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.REQUIRED, "This must be there, and must not be empty.");
		}
		if (person.codePointCount(0, person.length()) > MAX_LENGTH) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.TOO_LONG,
					"This may have " + MAX_LENGTH + " characters at most.");
		}
		return of(viewer, person);
	}

	/** Whoever a token is of is known without a name, and like nobody who has one. */
	private static String requireTokenSubject(Input input, Viewer viewer) {
		if (viewer.principalType() != Viewer.PrincipalType.TOKEN || viewer.subject().equals(Viewer.UNKNOWN_SUBJECT)) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.REQUIRED,
					"This must be there, unless the request comes with a token that says whose it is.");
		}
		return "";
	}

	private static byte[] of(Viewer site, String person) {
		return Hashes.sha256(String.join(" ", site.principalType().name(), String.valueOf(site.subject().length()),
				site.subject(), person));
	}

}
