package dev.marquee.organizer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.OrganizerRecord;
import dev.marquee.graphql.ForbiddenException;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.ORGANIZER;

/**
 * Adds an organizer.
 */
@Component
class CreateOrganizer implements Mutation {

	private final DSLContext dsl;

	private final OrganizerInput fields;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	CreateOrganizer(DSLContext dsl, OrganizerInput fields) {
		this.dsl = dsl;
		this.fields = fields;
	}

	@Override
	public String name() {
		return "createOrganizer";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new ForbiddenException("A key that is bound to an organizer cannot add another one.");
		}
		OrganizerRecord organizer = this.dsl.newRecord(ORGANIZER);
		organizer.setId(this.ids.generate());
		this.fields.apply(input, organizer);
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		organizer.insert();
		return MutationResult.of("organizer", organizer.getId());
	}

}
