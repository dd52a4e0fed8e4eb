package dev.marquee.event;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.schema.tables.Event;
import dev.marquee.selection.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.stereotype.Component;

/**
 * When events take place: whether they overlap a period that is given, or one that moves
 * with the clock.
 */
@Component
class EventPeriods {

	private final Clock clock;

	EventPeriods(Clock clock) {
		this.clock = clock;
	}

	Condition during(Event event, Arguments filter) {
		Arguments period = filter.object("during");
		if (!filter.has("during")) {
			return DSL.noCondition();
		}
		if (!period.has("from") && !period.has("to")) {
			throw new BadUserInput("during", "`during` needs `from`, `to` or both.");
		}
		Condition begun = period.has("to") ? event.STARTS_AT.lt(end(period)) : DSL.noCondition();
		Condition notOver = period.has("from")
				? isNotOver(event, period.bind("from", SQLDataType.INSTANT, (OffsetDateTime from) -> from))
				: DSL.noCondition();
		return begun.and(notOver);
	}

	private static Field<Instant> end(Arguments period) {
		return period.bindObject(SQLDataType.INSTANT, (ends) -> {
			OffsetDateTime to = (OffsetDateTime) ends.get("to");
			if (to != null && ends.get("from") instanceof OffsetDateTime from && !from.isBefore(to)) {
				throw new BadUserInput("to", "`to` must be later than `from`. Have they been swapped?");
			}
			return to;
		});
	}

	Condition when(Event event, Arguments filter) {
		String when = filter.enumValue("when");
		if (when == null) {
			if (filter.has("timeZone")) {
				throw new BadUserInput("timeZone", "`timeZone` goes with `when`; give both or neither.");
			}
			return DSL.noCondition();
		}
		Field<Instant> from = moment(filter, when, false);
		Field<Instant> to = moment(filter, when, true);
		return switch (when) {
			case "PAST" -> event.STARTS_AT.lt(to).and(DSL.not(isNotOver(event, to)));
			case "UPCOMING" -> isNotOver(event, from);
			case "NOW" -> event.STARTS_AT.le(to).and(isNotOver(event, from));
			default -> event.STARTS_AT.lt(to).and(isNotOver(event, from));
		};
	}

	private Field<Instant> moment(Arguments filter, String when, boolean end) {
		return filter.bindObject(SQLDataType.INSTANT, (fields) -> {
			Period period = period(when, zone(fields));
			return (end ? period.to() : period.from()).atOffset(ZoneOffset.UTC);
		});
	}

	private static ZoneId zone(Map<String, Object> fields) {
		return (fields.get("timeZone") instanceof ZoneId zone) ? zone : ZoneOffset.UTC;
	}

	private Period period(String when, ZoneId zone) {
		Instant now = this.clock.instant();
		LocalDate today = LocalDate.ofInstant(now, zone);
		LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
		return switch (when) {
			case "TODAY" -> Period.ofDays(today, 1, zone);
			case "TOMORROW" -> Period.ofDays(today.plusDays(1), 1, zone);
			case "THIS_WEEK" -> Period.ofDays(monday, 7, zone);
			case "THIS_WEEKEND" -> Period.ofDays(monday.plusDays(5), 2, zone);
			case "NEXT_7_DAYS" -> Period.ofDays(today, 7, zone);
			case "THIS_MONTH" -> Period.ofDays(today.withDayOfMonth(1), today.lengthOfMonth(), zone);
			default -> new Period(now, now);
		};
	}

	/**
	 * An event without an end lasts for the day, if only the day is known, and else for
	 * no time at all.
	 */
	private static Condition isNotOver(Event event, Field<Instant> at) {
		Field<?> over = DSL.field("""
				coalesce({0}, case when {1} = 'DAY' then ({2} + interval '1 day') at time zone {3}
				else {4} end)""", SQLDataType.INSTANT, event.ENDS_AT, event.START_PRECISION, event.START_LOCAL,
				event.START_ZONE, event.STARTS_AT);
		return event.STARTS_AT.ge(at).or(DSL.condition("{0} > {1}", over, at));
	}

	private record Period(Instant from, Instant to) {

		static Period ofDays(LocalDate first, int days, ZoneId zone) {
			return new Period(first.atStartOfDay(zone).toInstant(),
					first.plusDays(days).atStartOfDay(zone).toInstant());
		}

	}

}
