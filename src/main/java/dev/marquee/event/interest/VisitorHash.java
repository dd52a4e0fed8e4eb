package dev.marquee.event.interest;

import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Viewer;
import dev.marquee.text.Hashes;

/**
 * Hash that identifies a visitor of a site. It covers the ids of both, so that neither is
 * stored and two sites may use the same visitor id.
 */
final class VisitorHash {

	private static final String PERSON_FIELD = "person";

	private static final int MAX_LENGTH = 200;

	private VisitorHash() {
	}

	/**
	 * The hash of the input's {@code person}, or of the token's subject. Adds an error to
	 * the input if neither is given.
	 */
	static byte[] of(Input input, Viewer viewer) {
		String person = input.value(PERSON_FIELD, String.class);
		if (person == null) {
			return of(viewer, requireTokenSubject(input, viewer));
		}
		if (person.isBlank()) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.REQUIRED, "`person` is required and must not be blank.");
		}
		if (person.codePointCount(0, person.length()) > MAX_LENGTH) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.TOO_LONG,
					"`person` must have at most " + MAX_LENGTH + " characters.");
		}
		return of(viewer, person);
	}

	/** The visitor id of a token's subject is empty, which no {@code person} can be. */
	private static String requireTokenSubject(Input input, Viewer viewer) {
		if (viewer.principalType() != Viewer.PrincipalType.TOKEN || viewer.subject().equals(Viewer.UNKNOWN_SUBJECT)) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.REQUIRED,
					"`person` is required unless the request is authenticated with a token that has a subject.");
		}
		return "";
	}

	private static byte[] of(Viewer site, String person) {
		return Hashes.sha256(String.join(" ", site.principalType().name(), String.valueOf(site.subject().length()),
				site.subject(), person));
	}

}
