package dev.marquee.venue;

import java.util.Optional;
import java.util.UUID;

import dev.marquee.access.Scope;
import dev.marquee.access.Viewer;
import dev.marquee.graphql.Forbidden;
import dev.marquee.schema.tables.records.VenueRecord;
import dev.marquee.writing.ExpectedVersion;
import dev.marquee.writing.Input;
import dev.marquee.writing.Mutation;
import dev.marquee.writing.UserErrorCode;
import dev.marquee.writing.Written;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.VENUE;

/**
 * Changes what is said about a venue; what the input leaves out stays as it is.
 */
@Component
class UpdateVenue implements Mutation {

	private final DSLContext dsl;

	private final VenueInput fields;

	UpdateVenue(DSLContext dsl, VenueInput fields) {
		this.dsl = dsl;
		this.fields = fields;
	}

	@Override
	public String name() {
		return "updateVenue";
	}

	@Override
	public Scope scope() {
		return Scope.EVENTS_WRITE;
	}

	@Override
	public Written execute(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new Forbidden("A key that is bound to an organizer cannot change venues, which others share.");
		}
		Optional<VenueRecord> found = find(input);
		if (found.isEmpty() || !ExpectedVersion.isMet(input, found.get().getVersion())) {
			return Written.NOTHING;
		}
		VenueRecord venue = found.get();
		this.fields.apply(input, venue);
		if (input.isFine() && venue.modified()) {
			venue.update();
		}
		return Written.of("venue", venue.getId());
	}

	private Optional<VenueRecord> find(Input input) {
		UUID id = input.key("id", Venues.ID_PREFIX);
		if (id == null) {
			return Optional.empty();
		}
		Optional<VenueRecord> venue = this.dsl.selectFrom(VENUE).where(VENUE.ID.eq(id)).forUpdate().fetchOptional();
		if (venue.isEmpty()) {
			input.refuse("id", UserErrorCode.NOT_FOUND, "There is no venue with this id.");
		}
		return venue;
	}

}
