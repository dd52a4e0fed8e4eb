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
 * The mutations of {@code graphql/venue-editing.graphqls}, and what they return.
 */
@Configuration(proxyBeanMethods = false)
class VenueMutations {

	private final VenueInput fields;

	private final RowEditor<VenueRecord> editor;

	VenueMutations(VenueInput fields, DSLContext dsl) {
		this.fields = fields;
		this.editor = new RowEditor<>(dsl,
				new EditedTable<>("venue", Venues.ID_PREFIX, VENUE, VENUE.ID, VENUE.VERSION, VENUE.VERSION),
				(viewer, venue) -> viewer.mayEditAll());
	}

	/** Adds a venue. */
	@Bean
	Mutation createVenue() {
		return Mutation.of("createVenue", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.insert(input, (venue) -> this.fields.apply(input, venue)));
	}

	@Bean
	TypeMapping<MutationResultRow> createVenuePayload() {
		return MutationPayload.mapping("CreateVenuePayload", "venue", VENUE, (venue) -> venue.ID);
	}

	/** Changes a venue; what the input leaves out stays as it is. */
	@Bean
	Mutation updateVenue() {
		return Mutation.of("updateVenue", Scope.EVENTS_WRITE, this::update);
	}

	private MutationResult update(Input input, Viewer viewer) {
		if (!viewer.mayEditAll()) {
			throw new ForbiddenException(
					"A key that is bound to an organizer cannot change venues, which others share.");
		}
		return this.editor.update(input, viewer, (venue) -> this.fields.apply(input, venue));
	}

	@Bean
	TypeMapping<MutationResultRow> updateVenuePayload() {
		return MutationPayload.mapping("UpdateVenuePayload", "venue", VENUE, (venue) -> venue.ID);
	}

}
