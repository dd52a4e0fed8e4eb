package dev.marquee.event;

import dev.marquee.db.tables.OccurrenceChange;
import dev.marquee.db.tables.Recurrence;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.OCCURRENCE_CHANGE;
import static dev.marquee.db.Tables.RECURRENCE;

/**
 * Mapping of the type {@code OccurrenceOverride} to the table {@code occurrence_change}.
 */
@Configuration(proxyBeanMethods = false)
class OccurrenceOverrideMapping {

	@Bean
	TypeMapping<Recurrence> recurrenceOverrides() {
		return TypeMapping.of("Recurrence", RECURRENCE)
			.toMany("overrides", OCCURRENCE_CHANGE,
					(recurrence, change, arguments) -> RowQuery.from(change)
						.where(change.EVENT_ID.eq(recurrence.EVENT_ID))
						.orderBy(change.ORIGINAL_START));
	}

	@Bean
	TypeMapping<OccurrenceChange> occurrenceOverrideType() {
		return TypeMapping.of("OccurrenceOverride", OCCURRENCE_CHANGE)
			.field("originalStart", (change) -> change.ORIGINAL_START)
			.object("start", (change) -> change.STARTS_AT.isNotNull(), OccurrenceOverrideMapping::start)
			.object("end", (change) -> change.ENDS_AT.isNotNull(), OccurrenceOverrideMapping::end)
			.field("status", (change) -> change.STATUS)
			.field("cancellationReason", (change) -> change.CANCELLATION_REASON)
			.field("name", (change) -> change.NAME)
			.field("description", (change) -> change.DESCRIPTION);
	}

	private static EventTimeColumns start(OccurrenceChange change) {
		return new EventTimeColumns(change.STARTS_AT, change.START_LOCAL, change.START_ZONE, change.START_PRECISION,
				change.START_ZONE_SOURCE);
	}

	private static EventTimeColumns end(OccurrenceChange change) {
		return new EventTimeColumns(change.ENDS_AT, change.END_LOCAL, change.END_ZONE, change.END_PRECISION,
				change.END_ZONE_SOURCE);
	}

}
