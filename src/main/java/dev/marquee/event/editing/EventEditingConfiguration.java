package dev.marquee.event.editing;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.Events;
import dev.marquee.event.Recurrences;
import dev.marquee.mutation.EditedTable;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.MutationPayload;
import dev.marquee.mutation.RowEditor;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.recurrence.InvalidRecurrenceException;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_OCCURRENCE;

/**
 * Configures what the mutations of {@code graphql/event-editing.graphqls} share: the
 * editor of event rows and the payload types.
 */
@Configuration(proxyBeanMethods = false)
class EventEditingConfiguration {

	@Bean
	RowEditor<EventRecord> eventEditor(DSLContext dsl, EventPermissions permissions, Recurrences recurrences) {
		return new RowEditor<>(dsl,
				new EditedTable<>("event", Events.ID_PREFIX, EVENT, EVENT.ID, EVENT.EDITED_VERSION, EVENT.VERSION),
				permissions::mayEdit, (input, before, after) -> expand(recurrences, input, before, after));
	}

	private static void expand(Recurrences recurrences, Input input, EventRecord before, EventRecord after) {
		try {
			recurrences.follow(before, after);
			recurrences.expandIfStale(after.getId());
		}
		catch (InvalidRecurrenceException ex) {
			input.rejectValue("start", UserErrorCode.INVALID,
					"The recurrence of the event cannot follow this change. " + ex.getMessage());
		}
	}

	@Bean
	TypeMapping<MutationResultRow> createEventPayload() {
		return payload("CreateEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> updateEventPayload() {
		return payload("UpdateEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> publishEventPayload() {
		return payload("PublishEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> unpublishEventPayload() {
		return payload("UnpublishEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> rescheduleEventPayload() {
		return payload("RescheduleEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> postponeEventPayload() {
		return payload("PostponeEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> cancelEventPayload() {
		return payload("CancelEventPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> setTicketsPayload() {
		return payload("SetTicketsPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> setFaqsPayload() {
		return payload("SetFaqsPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> setGalleryPayload() {
		return payload("SetGalleryPayload");
	}

	@Bean
	TypeMapping<MutationResultRow> setRecurrencePayload() {
		return payload("SetRecurrencePayload").field("droppedChanges",
				(result) -> DSL.field("array(select json_array_elements_text({0}))", result.json("droppedChanges")));
	}

	@Bean
	TypeMapping<MutationResultRow> updateOccurrencePayload() {
		return occurrencePayload("UpdateOccurrencePayload");
	}

	@Bean
	TypeMapping<MutationResultRow> rescheduleOccurrencePayload() {
		return occurrencePayload("RescheduleOccurrencePayload");
	}

	@Bean
	TypeMapping<MutationResultRow> cancelOccurrencePayload() {
		return occurrencePayload("CancelOccurrencePayload");
	}

	@Bean
	TypeMapping<MutationResultRow> restoreOccurrencePayload() {
		return occurrencePayload("RestoreOccurrencePayload");
	}

	@Bean
	TypeMapping<MutationResultRow> splitRecurrencePayload() {
		return payload("SplitRecurrencePayload").toOne("followingEvent", EVENT,
				(result, event, arguments) -> RowQuery.from(event).where(event.ID.eq(result.key("followingEvent"))));
	}

	@Bean
	TypeMapping<MutationResultRow> deleteEventPayload() {
		return MutationPayload.mapping("DeleteEventPayload").field("deletedId", (result) -> result.text("deletedId"));
	}

	private static TypeMapping<MutationResultRow> payload(String type) {
		return MutationPayload.mapping(type, "event", EVENT, (event) -> event.ID);
	}

	private static TypeMapping<MutationResultRow> occurrencePayload(String type) {
		return payload(type).toOne("occurrence", EVENT_OCCURRENCE, (result, occurrence,
				arguments) -> RowQuery.from(occurrence).where(occurrence.ID.eq(result.key("occurrence"))));
	}

}
