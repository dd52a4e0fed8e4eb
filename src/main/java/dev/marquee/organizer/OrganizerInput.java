package dev.marquee.organizer;

import dev.marquee.schema.tables.records.OrganizerRecord;
import dev.marquee.writing.Input;
import dev.marquee.writing.UserErrorCode;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Routines.organizerIdentity;
import static dev.marquee.schema.Tables.ORGANIZER;
import static org.jooq.impl.DSL.val;

/**
 * What the inputs of {@code createOrganizer} and {@code updateOrganizer} say. What they
 * leave out stays as it is.
 */
@Component
class OrganizerInput {

	private static final int LONGEST_NAME = 500;

	private static final int LONGEST_DESCRIPTION = 200_000;

	private final DSLContext dsl;

	OrganizerInput(DSLContext dsl) {
		this.dsl = dsl;
	}

	void apply(Input input, OrganizerRecord organizer) {
		if (input.has("name")) {
			organizer.setName(input.requiredLine("name", LONGEST_NAME));
		}
		if (input.has("url")) {
			organizer.setUrl(input.url("url"));
		}
		if (input.has("description")) {
			organizer.setDescription(input.block("description", LONGEST_DESCRIPTION));
		}
		if (input.isFine() && isKnown(organizer)) {
			input.refuse((organizer.getUrl() != null) ? "url" : "name", UserErrorCode.TAKEN,
					"There is an organizer with this already. Use that one.");
		}
	}

	/** By what an import would find it again. */
	private boolean isKnown(OrganizerRecord organizer) {
		return this.dsl.fetchExists(ORGANIZER, ORGANIZER.ID.ne(organizer.getId()),
				organizerIdentity(ORGANIZER.NAME, ORGANIZER.URL)
					.eq(organizerIdentity(val(organizer.getName()), val(organizer.getUrl(), ORGANIZER.URL))));
	}

}
