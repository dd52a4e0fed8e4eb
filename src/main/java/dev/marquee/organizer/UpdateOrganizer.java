package dev.marquee.organizer;

import java.util.Optional;
import java.util.UUID;

import dev.marquee.db.tables.records.OrganizerRecord;
import dev.marquee.mutation.ExpectedVersion;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.ORGANIZER;

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
	public MutationResult execute(Input input, Viewer viewer) {
		Optional<OrganizerRecord> found = find(input, viewer);
		if (found.isEmpty() || !ExpectedVersion.check(input, found.get().getVersion())) {
			return MutationResult.EMPTY;
		}
		OrganizerRecord organizer = found.get();
		this.fields.apply(input, organizer);
		if (input.isValid() && organizer.modified()) {
			organizer.update();
		}
		return MutationResult.of("organizer", organizer.getId());
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
			input.rejectValue("id", UserErrorCode.NOT_FOUND, "There is no organizer with this id that you may change.");
		}
		return organizer;
	}

}
