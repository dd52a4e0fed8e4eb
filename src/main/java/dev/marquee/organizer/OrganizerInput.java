package dev.marquee.organizer;

import dev.marquee.db.tables.records.OrganizerRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.ORGANIZER;

/**
 * What the inputs of {@code createOrganizer} and {@code updateOrganizer} say. What they
 * leave out stays as it is.
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
			input.rejectValue((organizer.getUrl() != null) ? "url" : "name", UserErrorCode.TAKEN,
					"There is an organizer with this already. Use that one.");
		}
	}

}
