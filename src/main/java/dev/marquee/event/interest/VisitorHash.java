package dev.marquee.event.interest;

import java.util.Objects;

import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.query.compile.AccessContext;
import dev.marquee.security.PersonHeader;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;

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
	 * The viewer on behalf of the visitor: the input's {@code person}, the person that
	 * the request names, or the token's subject.
	 */
	static Viewer visitor(Input input, Viewer viewer) {
		String person = input.value(PERSON_FIELD, String.class);
		return (person != null) ? viewer.actingFor(person) : viewer;
	}

	/**
	 * The hash of the visitor. Adds an error to the input if there is none, or if the
	 * request names another.
	 */
	static byte[] of(Input input, Viewer viewer) {
		check(input, viewer);
		AccessContext access = visitor(input, viewer).accessContext();
		return of(Objects.requireNonNullElse(access.person(), ""));
	}

	private static void check(Input input, Viewer viewer) {
		String person = input.value(PERSON_FIELD, String.class);
		if (person == null) {
			if (viewer.accessContext().person() == null) {
				input.rejectValue(PERSON_FIELD, UserErrorCode.REQUIRED, "`person` is required unless the header `"
						+ PersonHeader.NAME + "` names the visitor, or a token with a subject authenticates them.");
			}
		}
		else if (!viewer.hasScope(Scope.INTERESTS_WRITE)) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.FORBIDDEN,
					"`person` requires the scope `interests:write`. Omit it if you are the subject of the token.");
		}
		else if (person.isBlank()) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.REQUIRED, "`person` is required and must not be blank.");
		}
		else if (person.codePointCount(0, person.length()) > MAX_LENGTH) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.TOO_LONG,
					"`person` must have at most " + MAX_LENGTH + " characters.");
		}
		else if (isAnother(person, viewer.person())) {
			input.rejectValue(PERSON_FIELD, UserErrorCode.FORBIDDEN,
					"`person` differs from the header `" + PersonHeader.NAME + "`. Omit one of them.");
		}
	}

	private static boolean isAnother(String person, @Nullable String named) {
		return named != null && !named.equals(person);
	}

	/** The hash of the person in an {@link AccessContext}. */
	static byte[] of(String personId) {
		return Hashes.sha256(personId);
	}

}
