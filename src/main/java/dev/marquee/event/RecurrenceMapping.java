package dev.marquee.event;

import dev.marquee.db.tables.Event;
import dev.marquee.db.tables.Recurrence;
import dev.marquee.query.compile.RowQuery;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
import org.jooq.impl.DSL;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.RECURRENCE;

/**
 * Mapping of the type {@code Recurrence} to its table.
 */
@Configuration(proxyBeanMethods = false)
class RecurrenceMapping {

	@Bean
	TypeMapping<Event> eventRecurrence() {
		return TypeMapping.of("Event", EVENT)
			.toOne("recurrence", RECURRENCE, (event, recurrence, arguments) -> RowQuery.from(recurrence)
				.where(recurrence.EVENT_ID.eq(event.ID)));
	}

	@Bean
	TypeMapping<Recurrence> recurrenceType() {
		return TypeMapping.of("Recurrence", RECURRENCE)
			.field("rules", (recurrence) -> recurrence.RULES)
			.field("text", (recurrence) -> recurrence.TEXT)
			.longText("additionalStarts", (recurrence) -> localTimes(recurrence.ADDITIONAL_STARTS))
			.longText("excludedStarts", (recurrence) -> localTimes(recurrence.EXCLUDED_STARTS));
	}

	/** The list as texts, in the format of the scalar {@code LocalDateTime}. */
	private static Field<String> localTimes(Field<?> starts) {
		return DSL.field(
				"array(select to_char(start, 'YYYY-MM-DD\"T\"HH24:MI') from unnest({0}) as start order by start)",
				String.class, starts);
	}

}
