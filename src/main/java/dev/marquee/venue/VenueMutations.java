package dev.marquee.venue;

import dev.marquee.db.tables.records.VenueRecord;
import dev.marquee.graphql.ForbiddenException;
import dev.marquee.mutation.EditedTable;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationPayload;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.VENUE;

/**
 * The mutations of {@code graphql/venue-editing.graphqls} and their payload types.
 */
@Configuration(proxyBeanMethods = false)
class VenueMutations {

	private final VenueInput venueInput;

	private final RowEditor<VenueRecord> editor;

	VenueMutations(VenueInput venueInput, DSLContext dsl) {
		this.venueInput = venueInput;
		this.editor = new RowEditor<>(dsl,
				new EditedTable<>("venue", Venues.ID_PREFIX, VENUE, VENUE.ID, VENUE.VERSION, VENUE.VERSION),
				(viewer, venue) -> viewer.mayEditAll());
	}

	@Bean
	Mutation createVenue() {
		return Mutation.of("createVenue", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.insert(input, (venue) -> this.venueInput.apply(input, venue)));
	}

	@Bean
	TypeMapping<MutationResultRow> createVenuePayload() {
		return MutationPayload.mapping("CreateVenuePayload", "venue", VENUE, (venue) -> venue.ID);
	}

	@Bean
	Mutation updateVenue() {
		return Mutation.of("updateVenue", Scope.EVENTS_WRITE, this::update);
	}

	private MutationResult update(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new ForbiddenException("The key is bound to an organizer and cannot update venues, which are shared:"
					+ " use a key without an organizer.");
		}
		return this.editor.update(input, viewer, (venue) -> this.venueInput.apply(input, venue));
	}

	@Bean
	TypeMapping<MutationResultRow> updateVenuePayload() {
		return MutationPayload.mapping("UpdateVenuePayload", "venue", VENUE, (venue) -> venue.ID);
	}

}
