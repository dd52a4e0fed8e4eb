package dev.marquee.organizer;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.graphql.Forbidden;
import dev.marquee.schema.tables.records.OrganizerRecord;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.ORGANIZER;

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
	public Written execute(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new Forbidden("A key that is bound to an organizer cannot add another one.");
		}
		OrganizerRecord organizer = this.dsl.newRecord(ORGANIZER);
		organizer.setId(this.ids.generate());
		this.fields.apply(input, organizer);
		if (!input.isFine()) {
			return Written.NOTHING;
		}
		organizer.insert();
		return Written.of("organizer", organizer.getId());
	}

}
