package dev.marquee.venue;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.schema.tables.records.VenueRecord;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.Written;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.VENUE;

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
	public Written execute(Input input, Viewer viewer) {
		VenueRecord venue = this.dsl.newRecord(VENUE);
		venue.setId(this.ids.generate());
		this.fields.apply(input, venue);
		if (!input.isFine()) {
			return Written.NOTHING;
		}
		venue.insert();
		return Written.of("venue", venue.getId());
	}

}
