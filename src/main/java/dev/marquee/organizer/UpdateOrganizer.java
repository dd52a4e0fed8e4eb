package dev.marquee.organizer;

import java.util.Optional;
import java.util.UUID;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.schema.tables.records.OrganizerRecord;
import dev.marquee.writing.ExpectedVersion;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.UserErrorCode;
import dev.marquee.writing.Written;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.ORGANIZER;

/**
 * Changes what is said about an organizer; what the input leaves out stays as it is.
 */
@Component
class UpdateOrganizer implements Mutation {

	private final DSLContext dsl;

	private final OrganizerInput fields;

	UpdateOrganizer(DSLContext dsl, OrganizerInput fields) {
		this.dsl = dsl;
		this.fields = fields;
	}

	@Override
	public String name() {
		return "updateOrganizer";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		Optional<OrganizerRecord> found = find(input, viewer);
		if (found.isEmpty() || !ExpectedVersion.isMet(input, found.get().getVersion())) {
			return Written.NOTHING;
		}
		OrganizerRecord organizer = found.get();
		this.fields.apply(input, organizer);
		if (input.isFine() && organizer.modified()) {
			organizer.update();
		}
		return Written.of("organizer", organizer.getId());
	}

	private Optional<OrganizerRecord> find(Input input, Viewer viewer) {
		UUID id = input.key("id", Organizers.ID_PREFIX);
		if (id == null) {
			return Optional.empty();
		}
		Optional<OrganizerRecord> organizer = this.dsl.selectFrom(ORGANIZER)
			.where(ORGANIZER.ID.eq(id))
			.forUpdate()
			.fetchOptional()
			.filter((found) -> viewer.mayEditOrganizer(found.getId()));
		if (organizer.isEmpty()) {
			input.refuse("id", UserErrorCode.NOT_FOUND, "There is no organizer with this id that you may change.");
		}
		return organizer;
	}

}
