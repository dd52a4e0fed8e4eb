package dev.marquee.event;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.paging.Criterion;
import dev.marquee.paging.Criterion.Part;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.stereotype.Component;

/**
 * When events take place: whether they overlap a period that is given, or one that moves
 * with the clock.
 */
@Component
class EventPeriods {

	private static final Name CLASSES = DSL.name("lasting");

	private final Clock clock;

	EventPeriods(Clock clock) {
		this.clock = clock;
	}

	/** The fields {@code during} and {@code when}. */
	List<Criterion> criteria(EventSearch event, Arguments filter) {
		List<Criterion> criteria = new ArrayList<>();
		if (filter.has("during")) {
			criteria.add(during(event, filter.object("during")));
		}
		String when = filter.enumValue("when");
		if (when != null) {
			criteria.add(when(event, filter, when));
		}
		else if (filter.has("timeZone")) {
			throw new BadUserInput("timeZone", "`timeZone` goes with `when`; give both or neither.");
		}
		return criteria;
	}

	private static Criterion during(EventSearch event, Arguments period) {
		if (!period.has("from") && !period.has("to")) {
			throw new BadUserInput("during", "`during` needs `from`, `to` or both.");
		}
		Condition begun = period.has("to") ? event.STARTS_AT.lt(end(period)) : DSL.noCondition();
		return period.has("from")
				? span("during", event, period.bind("from", SQLDataType.INSTANT, (OffsetDateTime from) -> from), begun)
				: Criterion.along("during", event.STARTS_AT, begun);
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

	private Criterion when(EventSearch event, Arguments filter, String when) {
		Field<Instant> from = moment(filter, when, false);
		Field<Instant> to = moment(filter, when, true);
		return switch (when) {
			case "PAST" -> Criterion.along("when", event.STARTS_AT, event.STARTS_AT.lt(to).and(event.OVER_AT.le(to)));
			case "UPCOMING" -> span("when", event, from, DSL.noCondition());
			case "NOW" -> span("when", event, from, event.STARTS_AT.le(to));
			default -> span("when", event, from, event.STARTS_AT.lt(to));
		};
	}

	/**
	 * What is not over at a moment, and more. What has begun before is found class by
	 * class: nothing goes on that began longer ago than the longest duration of its
	 * class.
	 */
	private static Criterion span(String name, EventSearch event, Field<Instant> from, Condition begun) {
		Condition notOver = event.STARTS_AT.ge(from).or(event.OVER_AT.gt(from));
		Field<Integer> longest = DSL.field(CLASSES.append("class"), SQLDataType.INTEGER);
		Condition lasting = DSL.condition(
				"{0} = {1} and {2} > case {1} when 12 then '-infinity' else {3} - 4 ^ {1} * interval '1 hour' end",
				event.DURATION_CLASS, longest, event.STARTS_AT, from);
		return Criterion.inParts(name, notOver.and(begun), event.STARTS_AT,
				new Part(DSL.table("generate_series(0, 12)").as(CLASSES, DSL.name("class")),
						DSL.and(lasting, event.STARTS_AT.lt(from), event.OVER_AT.gt(from), begun)),
				event.STARTS_AT.ge(from).and(begun));
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

	private record Period(Instant from, Instant to) {

		static Period ofDays(LocalDate first, int days, ZoneId zone) {
			return new Period(first.atStartOfDay(zone).toInstant(),
					first.plusDays(days).atStartOfDay(zone).toInstant());
		}

	}

}
