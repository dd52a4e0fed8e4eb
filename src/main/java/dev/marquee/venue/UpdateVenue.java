package dev.marquee.venue;

import java.util.Optional;
import java.util.UUID;

import dev.marquee.db.tables.records.VenueRecord;
import dev.marquee.graphql.ForbiddenException;
import dev.marquee.mutation.ExpectedVersion;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.VENUE;

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
	public MutationResult execute(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new ForbiddenException(
					"A key that is bound to an organizer cannot change venues, which others share.");
		}
		Optional<VenueRecord> found = find(input);
		if (found.isEmpty() || !ExpectedVersion.check(input, found.get().getVersion())) {
			return MutationResult.EMPTY;
		}
		VenueRecord venue = found.get();
		this.fields.apply(input, venue);
		if (input.isValid() && venue.modified()) {
			venue.update();
		}
		return MutationResult.of("venue", venue.getId());
	}

	private Optional<VenueRecord> find(Input input) {
		UUID id = input.key("id", Venues.ID_PREFIX);
		if (id == null) {
			return Optional.empty();
		}
		Optional<VenueRecord> venue = this.dsl.selectFrom(VENUE).where(VENUE.ID.eq(id)).forUpdate().fetchOptional();
		if (venue.isEmpty()) {
			input.rejectValue("id", UserErrorCode.NOT_FOUND, "There is no venue with this id.");
		}
		return venue;
	}

}
