package dev.marquee.event;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Predicates for events that overlap a period, given by instants or relative to the
 * current time.
 */
@Component
class EventPeriodFilter {

	/** The fields of {@code EventFilter} that give such periods. */
	static final Set<String> FIELDS = Set.of("during", "when");

	private static final Name DURATION_CLASSES = DSL.name("duration_classes");

	private final Clock clock;

	EventPeriodFilter(Clock clock) {
		this.clock = clock;
	}

	/** The predicates of the fields {@code during} and {@code when}. */
	List<FilterPredicate> predicates(EventSearch event, Arguments filter) {
		List<FilterPredicate> predicates = new ArrayList<>();
		Arguments during = filter.object("during");
		if (!during.isEmpty()) {
			predicates.add(duringPredicate(event, during));
		}
		String when = filter.enumValue("when");
		if (when != null) {
			predicates.add(relativePeriodPredicate(event, filter, when));
		}
		else if (filter.has("timeZone")) {
			throw new BadUserInputException("timeZone",
					"`timeZone` requires `when`. Give `when`, or leave out `timeZone`.");
		}
		return predicates;
	}

	/** The start of the period of one of these fields; null if it has none. */
	@Nullable Field<Instant> start(String name, Arguments filter) {
		if (name.equals("during")) {
			Arguments during = filter.object("during");
			return during.has("from") ? during.bind("from", SQLDataType.INSTANT, (OffsetDateTime from) -> from) : null;
		}
		String when = filter.enumValue("when");
		return (when != null && !"PAST".equals(when)) ? relativeBounds(filter, when).getFirst() : null;
	}

	/** Whether the period of one of these fields has no end. */
	static boolean isOpen(String name, Arguments filter) {
		return name.equals("during") ? !filter.object("during").has("to") : "UPCOMING".equals(filter.enumValue("when"));
	}

	private static FilterPredicate duringPredicate(EventSearch event, Arguments period) {
		if (!period.has("from")) {
			Field<Instant> end = periodEnd(period);
			return startsBefore("during", event, end, event.STARTS_AT.lt(end));
		}
		return overlapPredicate("during", event,
				period.bind("from", SQLDataType.INSTANT, (OffsetDateTime from) -> from),
				period.has("to") ? isBefore(event.STARTS_AT, periodEnd(period)) : DSL.noCondition());
	}

	private static Field<Instant> periodEnd(Arguments period) {
		return period.bindObject(SQLDataType.INSTANT, (fields) -> {
			OffsetDateTime to = (OffsetDateTime) fields.get("to");
			if (to != null && fields.get("from") instanceof OffsetDateTime from && !from.isBefore(to)) {
				throw new BadUserInputException("to", "`to` must be later than `from`. Have they been swapped?");
			}
			return to;
		});
	}

	private FilterPredicate relativePeriodPredicate(EventSearch event, Arguments filter, String when) {
		List<Field<Instant>> bounds = relativeBounds(filter, when);
		Field<Instant> from = bounds.getFirst();
		Field<Instant> to = bounds.getLast();
		return switch (when) {
			case "PAST" -> startsBefore("when", event, to, event.STARTS_AT.lt(to).and(event.OVER_AT.le(to)));
			case "UPCOMING" -> overlapPredicate("when", event, from, DSL.noCondition());
			case "NOW" -> overlapPredicate("when", event, from, event.STARTS_AT.le(to));
			default -> overlapPredicate("when", event, from, isBefore(event.STARTS_AT, to));
		};
	}

	/**
	 * Whether a value is before the end of a period that also has a start. Of a range
	 * with two unknown bounds PostgreSQL expects half a percent of all rows, and would
	 * sort them all for a count that ends after some thousands. It does not recognize the
	 * comparison of two rows as a bound of the same range, and expects a ninth.
	 */
	static Condition isBefore(Field<?> value, Field<?> end) {
		return DSL.condition("({0}, {0}) < ({1}, {1})", value, end);
	}

	/** Events that match a condition that implies a start before {@code end}. */
	static FilterPredicate startsBefore(String name, EventSearch event, Field<Instant> end, Condition condition) {
		return FilterPredicate.onOrderColumn(name, event.STARTS_AT, condition)
			.andOnOrderColumn(event.START_LOCAL, null, condition.and(event.START_LOCAL.lt(latestLocal(end))));
	}

	/**
	 * Events that are not over at {@code from} and match {@code startsBeforeEnd}. Events
	 * that started before {@code from} are found by a skip scan over the duration
	 * classes: an event in progress started no longer ago than the maximum duration of
	 * its class.
	 */
	static FilterPredicate overlapPredicate(String name, EventSearch event, Field<Instant> from,
			Condition startsBeforeEnd) {
		return overlapPredicate(name, event, from, startsBeforeEnd, startsBeforeEnd);
	}

	/**
	 * The same for an end of which {@code localStartsBeforeEnd} is a condition on the
	 * local start. In the order of local starts only that one should be read from an
	 * index, so the addition of nothing hides the instant.
	 */
	static FilterPredicate overlapPredicate(String name, EventSearch event, Field<Instant> from,
			Condition startsBeforeEnd, Condition localStartsBeforeEnd) {
		Condition notOver = event.STARTS_AT.ge(from).or(event.OVER_AT.gt(from));
		Field<Integer> durationClass = DSL.field(DURATION_CLASSES.append("class"), SQLDataType.INTEGER);
		Condition startsWithinDuration = DSL.condition(
				"{0} = {1} and {2} > case {1} when 12 then '-infinity' else {3} - 4 ^ {1} * interval '1 hour' end",
				event.DURATION_CLASS, durationClass, event.STARTS_AT, from);
		SkipScan inProgress = new SkipScan(DSL.table("generate_series(0, 12)").as(DURATION_CLASSES, DSL.name("class")),
				DSL.and(startsWithinDuration, event.STARTS_AT.lt(from), event.OVER_AT.gt(from), startsBeforeEnd));
		Condition startsLater = event.STARTS_AT.ge(from).and(startsBeforeEnd);
		return FilterPredicate
			.onOrderColumnAndSkipScan(name, notOver.and(startsBeforeEnd), event.STARTS_AT, inProgress, startsLater)
			.andOnOrderColumn(event.START_LOCAL, inProgress,
					DSL.condition("{0} + interval '0' >= {1}", event.STARTS_AT, from)
						.and(localStartsBeforeEnd)
						.and(event.START_LOCAL.ge(earliestLocal(from))));
	}

	/** No place on earth has an earlier local time at an instant, or later. */
	private static Field<LocalDateTime> earliestLocal(Field<Instant> instant) {
		return DSL.field("({0} at time zone 'UTC' - interval '18 hours')", SQLDataType.LOCALDATETIME, instant);
	}

	/** No place on earth has a later local time at an instant, or earlier. */
	private static Field<LocalDateTime> latestLocal(Field<Instant> instant) {
		return DSL.field("({0} at time zone 'UTC' + interval '18 hours')", SQLDataType.LOCALDATETIME, instant);
	}

	/** Both are computed at one moment, also if a statement has them several times. */
	private List<Field<Instant>> relativeBounds(Arguments filter, String when) {
		return filter.bindAll("when", List.of(SQLDataType.INSTANT, SQLDataType.INSTANT), (arguments) -> {
			InstantRange instantRange = relativePeriod(when, timeZone(arguments));
			return List.of(instantRange.from().atOffset(ZoneOffset.UTC), instantRange.to().atOffset(ZoneOffset.UTC));
		}).stream().map((bound) -> bound.coerce(SQLDataType.INSTANT)).toList();
	}

	private static ZoneId timeZone(Map<String, Object> arguments) {
		return (arguments.get("filter") instanceof Map<?, ?> filter && filter.get("timeZone") instanceof ZoneId zone)
				? zone : ZoneOffset.UTC;
	}

	private InstantRange relativePeriod(String when, ZoneId zone) {
		Instant now = this.clock.instant();
		LocalDate today = LocalDate.ofInstant(now, zone);
		LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
		return switch (when) {
			case "TODAY" -> InstantRange.ofDays(today, 1, zone);
			case "TOMORROW" -> InstantRange.ofDays(today.plusDays(1), 1, zone);
			case "THIS_WEEK" -> InstantRange.ofDays(monday, 7, zone);
			case "THIS_WEEKEND" -> InstantRange.ofDays(monday.plusDays(5), 2, zone);
			case "NEXT_7_DAYS" -> InstantRange.ofDays(today, 7, zone);
			case "THIS_MONTH" -> InstantRange.ofDays(today.withDayOfMonth(1), today.lengthOfMonth(), zone);
			default -> new InstantRange(now, now);
		};
	}

	private record InstantRange(Instant from, Instant to) {

		static InstantRange ofDays(LocalDate first, int days, ZoneId zone) {
			return new InstantRange(first.atStartOfDay(zone).toInstant(),
					first.plusDays(days).atStartOfDay(zone).toInstant());
		}

	}

}
