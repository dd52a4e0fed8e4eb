package dev.marquee.organizer;

import dev.marquee.db.tables.records.OrganizerRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import org.jooq.DSLContext;

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

	private final DSLContext dsl;

	OrganizerInput(DSLContext dsl) {
		this.dsl = dsl;
	}

	void apply(Input input, OrganizerRecord organizer) {
		if (input.has("name")) {
			organizer.setName(input.requiredSingleLine("name", MAX_NAME_LENGTH));
		}
		if (input.has("url")) {
			organizer.setUrl(input.url("url"));
		}
		if (input.has("description")) {
			organizer.setDescription(input.multiline("description", MAX_DESCRIPTION_LENGTH));
		}
		if (input.isValid() && this.dsl.fetchExists(ORGANIZER, ORGANIZER.ID.ne(organizer.getId()),
				Organizers.hasIdentity(organizer.getName(), organizer.getUrl()))) {
			String field = (organizer.getUrl() != null) ? "url" : "name";
			input.rejectValue(field, UserErrorCode.TAKEN,
					"An organizer with this `" + field + "` already exists: use that one.");
		}
	}

}
