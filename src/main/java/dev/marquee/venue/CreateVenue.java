package dev.marquee.venue;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.VenueRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.VENUE;

/**
 * Adds a venue.
 */
@Component
class CreateVenue implements Mutation {

	private final DSLContext dsl;

	private final VenueInput fields;

	private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

	CreateVenue(DSLContext dsl, VenueInput fields) {
		this.dsl = dsl;
		this.fields = fields;
	}

	@Override
	public String name() {
		return "createVenue";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public MutationResult execute(Input input, Viewer viewer) {
		VenueRecord venue = this.dsl.newRecord(VENUE);
		venue.setId(this.ids.generate());
		this.fields.apply(input, venue);
		if (!input.isValid()) {
			return MutationResult.EMPTY;
		}
		venue.insert();
		return MutationResult.of("venue", venue.getId());
	}

}
