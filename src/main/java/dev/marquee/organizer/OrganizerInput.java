package dev.marquee.organizer;

import java.util.Objects;

import dev.marquee.db.tables.records.OrganizerRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.ORGANIZER;

/**
 * Applies the inputs of {@code createOrganizer} and {@code updateOrganizer} to an
 * organizer's row. Fields that the input omits keep their values.
 */
@Component
class OrganizerInput {

	private static final int MAX_NAME_LENGTH = 500;

	private static final int MAX_DESCRIPTION_LENGTH = 200_000;

	private static final String IDENTITY_MESSAGE = "`%s` identifies the organizer in imported listings, so a key that is"
			+ " bound to the organizer cannot change it: use a key without an organizer.";

	private final DSLContext dsl;

	OrganizerInput(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * Applies the input of a viewer that is bound to an organizer. It must keep what
	 * identifies the organizer: the listings of an organizer that came to have that URL
	 * or name would become those of the viewer.
	 */
	void applyBound(Input input, OrganizerRecord organizer) {
		OrganizerRecord before = organizer.copy();
		apply(input, organizer);
		if (!Objects.equals(organizer.getUrl(), before.getUrl())) {
			input.rejectValue("url", UserErrorCode.FORBIDDEN, IDENTITY_MESSAGE.formatted("url"));
		}
		if (before.getSite() != null && !organizer.getName().equalsIgnoreCase(before.getName())) {
			input.rejectValue("name", UserErrorCode.FORBIDDEN, IDENTITY_MESSAGE.formatted("name"));
		}
	}

	void apply(Input input, OrganizerRecord organizer) {
		if (input.has("name")) {
			organizer.setName(input.requiredSingleLine("name", MAX_NAME_LENGTH));
		}
		if (input.has("url")) {
			organizer.setUrl(input.url("url"));
			organizer.setSite((organizer.getUrl() != null) ? null : organizer.getSite());
		}
		if (input.has("description")) {
			organizer.setDescription(input.multiline("description", MAX_DESCRIPTION_LENGTH));
		}
		applyContact(input, organizer);
		if (input.isValid() && this.dsl.fetchExists(ORGANIZER, ORGANIZER.ID.ne(organizer.getId()),
				Organizers.hasIdentity(organizer.getName(), organizer.getUrl(), organizer.getSite()))) {
			String field = (organizer.getUrl() != null) ? "url" : "name";
			input.rejectValue(field, UserErrorCode.TAKEN,
					"An organizer with this `" + field + "` already exists: use that one.");
		}
	}

	private static void applyContact(Input input, OrganizerRecord organizer) {
		if (input.has("logoUrl")) {
			organizer.setLogoUrl(input.url("logoUrl"));
		}
		if (input.has("email")) {
			organizer.setEmail(email(input));
		}
		if (input.has("telephone")) {
			organizer.setTelephone(input.singleLine("telephone", OrganizerContact.MAX_TELEPHONE_LENGTH));
		}
	}

	private static @Nullable String email(Input input) {
		String email = input.singleLine("email", OrganizerContact.MAX_EMAIL_LENGTH);
		if (email != null && !email.isEmpty() && !OrganizerContact.isEmail(email)) {
			input.rejectValue("email", UserErrorCode.INVALID,
					"`email` must be an email address, such as `info@example.org`.");
		}
		return email;
	}

}
