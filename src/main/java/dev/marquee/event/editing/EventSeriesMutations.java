package dev.marquee.event.editing;

import dev.marquee.db.tables.records.EventSeriesRecord;
import dev.marquee.event.Events;
import dev.marquee.mutation.EditedTable;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.Mutation;
import dev.marquee.mutation.MutationPayload;
import dev.marquee.mutation.MutationResult;
import dev.marquee.mutation.RowEditor;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import org.jooq.DSLContext;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT_SERIES;

/**
 * The mutations that create, update and delete series of events, and their payload types.
 */
@Configuration(proxyBeanMethods = false)
class EventSeriesMutations {

	private static final int MAX_NAME_LENGTH = 500;

	private final RowEditor<EventSeriesRecord> editor;

	EventSeriesMutations(DSLContext dsl, EventPermissions permissions) {
		this.editor = new RowEditor<>(dsl, new EditedTable<>("series", Events.SERIES_ID_PREFIX, EVENT_SERIES,
				EVENT_SERIES.ID, EVENT_SERIES.VERSION, EVENT_SERIES.VERSION), permissions::mayEditSeries);
	}

	@Bean
	Mutation createEventSeries() {
		return Mutation.of("createEventSeries", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.insert(input, (series) -> apply(input, series)));
	}

	@Bean
	Mutation updateEventSeries() {
		return Mutation.of("updateEventSeries", Scope.EVENTS_WRITE,
				(input, viewer) -> this.editor.update(input, viewer, (series) -> apply(input, series)));
	}

	private static void apply(Input input, EventSeriesRecord series) {
		if (input.has("name")) {
			series.setName(input.requiredSingleLine("name", MAX_NAME_LENGTH));
		}
	}

	@Bean
	Mutation deleteEventSeries() {
		return Mutation.of("deleteEventSeries", Scope.EVENTS_WRITE, this::delete);
	}

	private MutationResult delete(Input input, Viewer viewer) {
		return this.editor.find(input, viewer).map((series) -> {
			series.delete();
			return MutationResult.of("deletedId", GlobalId.format(Events.SERIES_ID_PREFIX, series.getId()));
		}).orElse(MutationResult.EMPTY);
	}

	@Bean
	TypeMapping<MutationResultRow> createEventSeriesPayload() {
		return MutationPayload.mapping("CreateEventSeriesPayload", "series", EVENT_SERIES, (series) -> series.ID);
	}

	@Bean
	TypeMapping<MutationResultRow> updateEventSeriesPayload() {
		return MutationPayload.mapping("UpdateEventSeriesPayload", "series", EVENT_SERIES, (series) -> series.ID);
	}

	@Bean
	TypeMapping<MutationResultRow> deleteEventSeriesPayload() {
		return MutationPayload.mapping("DeleteEventSeriesPayload")
			.field("deletedId", (result) -> result.text("deletedId"));
	}

}
