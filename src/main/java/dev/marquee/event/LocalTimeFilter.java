package dev.marquee.event;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Predicates on the local date and time at the venue: days, weekdays and times of day.
 */
final class LocalTimeFilter {

	private static final Name LEADING_VALUES = DSL.name("leading_values");

	/** The greatest offset from UTC that {@link java.time.ZoneOffset} allows. */
	private static final String MAX_OFFSET = "interval '18 hours'";

	private static final int MAX_YEAR = 9999;

	private LocalTimeFilter() {
	}

	static List<FilterPredicate> predicates(EventSearch event, Arguments filter) {
		List<FilterPredicate> predicates = new ArrayList<>();
		Arguments dates = filter.object("dates");
		if (!dates.isEmpty()) {
			predicates.add(datesPredicate(event, dates));
		}
		if (filter.has("startsOn")) {
			predicates.add(anyOf("startsOn", event, event.START_DAY, days(filter)));
		}
		if (filter.has("weekdays")) {
			predicates.add(anyOf("weekdays", event, event.START_WEEKDAY, filter.bindList("weekdays",
					SQLDataType.SMALLINT, (String day) -> (short) DayOfWeek.valueOf(day).getValue())));
		}
		if (filter.has("startsAtOrAfterTime")) {
			predicates
				.add(FilterPredicate.selective("startsAtOrAfterTime", DSL.condition("{0} >= {1}", event.START_TIME,
						filter.bind("startsAtOrAfterTime", SQLDataType.LOCALTIME, (Object value) -> value))));
		}
		if (filter.has("startsBeforeTime")) {
			predicates.add(FilterPredicate.selective("startsBeforeTime", DSL.condition("{0} < {1}", event.START_TIME,
					filter.bindObject(SQLDataType.LOCALTIME, LocalTimeFilter::endOfTimeRange))));
		}
		if (filter.has("timesOfDay")) {
			predicates.add(FilterPredicate.unselective("timesOfDay",
					TimeOfDay.numberOf(event.START_TIME)
						.eq(DSL.any(filter.bindList("timesOfDay", SQLDataType.INTEGER,
								(String time) -> TimeOfDay.valueOf(time).number())))));
		}
		return predicates;
	}

	/**
	 * Events of which a day is in the range. Such an event is not over at the first
	 * instant that is in the range anywhere on earth, and begins before the last one; so
	 * the indexes of instants find it. The test of the first day for truth keeps
	 * PostgreSQL from combining them with an index of days, which has all earlier ones,
	 * too, and from expecting that it excludes two thirds of the rows. The last day is a
	 * column of the indexes of gaps, which compare it before a row is read.
	 */
	private static FilterPredicate datesPredicate(EventSearch event, Arguments dates) {
		Condition startsInTime = DSL.noCondition();
		Condition startsInLocalTime = DSL.noCondition();
		if (dates.has("to")) {
			Field<LocalDate> to = dates.bindObject(SQLDataType.LOCALDATE, LocalTimeFilter::lastDay);
			Field<Instant> end = instant("({0} + 1)", to, "+");
			Condition startsOnDay = DSL.condition("({0} > {1}) is not true", event.START_DAY, to);
			if (!dates.has("from")) {
				return EventPeriodFilter.startsBefore("dates", event, end, startsOnDay.and(event.STARTS_AT.lt(end)));
			}
			startsInTime = startsOnDay.and(EventPeriodFilter.isBefore(event.STARTS_AT, end));
			startsInLocalTime = startsOnDay.and(EventPeriodFilter.isBefore(event.START_LOCAL,
					DSL.field("({0} + 1)::timestamp", SQLDataType.LOCALDATETIME, to)));
		}
		Field<LocalDate> from = firstDay(dates);
		Condition endsOnDay = event.END_DAY.ge(from);
		return EventPeriodFilter.overlapPredicate("dates", event, instant("{0}", from, "-"),
				startsInTime.and(endsOnDay), startsInLocalTime.and(endsOnDay));
	}

	/**
	 * The latest instant at which the first of the days begins in any time zone; null if
	 * the days have no first.
	 */
	static @Nullable Field<Instant> start(Arguments dates) {
		return dates.has("from") ? instant("{0}", firstDay(dates), "+") : null;
	}

	/**
	 * The earliest instant at which the first of the days begins in any time zone; null
	 * if the days have no first.
	 */
	static @Nullable Field<Instant> earliestStart(Arguments dates) {
		return dates.has("from") ? instant("{0}", firstDay(dates), "-") : null;
	}

	/** The first day of one of the fields of the filter; null if it has none. */
	static @Nullable Field<LocalDate> firstDay(String name, Arguments filter) {
		return switch (name) {
			case "dates" -> filter.object("dates").has("from") ? firstDay(filter.object("dates")) : null;
			case "startsOn" ->
				DSL.field("(select min(day) from unnest({0}) as day)", SQLDataType.LOCALDATE, days(filter));
			default -> null;
		};
	}

	private static Field<LocalDate[]> days(Arguments filter) {
		return filter.bindList("startsOn", SQLDataType.LOCALDATE, (LocalDate day) -> requireStorable("startsOn", day));
	}

	private static Field<LocalDate> firstDay(Arguments dates) {
		return dates.bind("from", SQLDataType.LOCALDATE, (LocalDate day) -> requireStorable("from", day));
	}

	/** The start of a day in UTC, earlier or later by the greatest offset. */
	private static Field<Instant> instant(String day, Field<LocalDate> date, String sign) {
		return DSL.field("(" + day + "::timestamp at time zone 'UTC' " + sign + " " + MAX_OFFSET + ")",
				SQLDataType.INSTANT, date);
	}

	private static @Nullable Object lastDay(Map<String, Object> dates) {
		LocalDate to = (LocalDate) dates.get("to");
		if (to != null && dates.get("from") instanceof LocalDate from && from.isAfter(to)) {
			throw new BadUserInputException("to", "`to` must not be before `from`. Have they been swapped?");
		}
		return (to != null) ? requireStorable("to", to) : null;
	}

	private static LocalDate requireStorable(String name, LocalDate day) {
		if (day.getYear() < 1 || day.getYear() > MAX_YEAR) {
			throw new BadUserInputException(name, "`" + name + "` must be in the years 0001 to 9999.");
		}
		return day;
	}

	/** An index returns the events of each value, soonest first. */
	private static <T> FilterPredicate anyOf(String name, EventSearch event, Field<T> column, Field<T[]> values) {
		DataType<T> type = column.getDataType();
		Field<T> value = DSL.field(LEADING_VALUES.append("value"), type);
		Table<?> distinctValues = DSL.select(DSL.field("distinct unnest({0})", type, values).as("value"))
			.asTable(LEADING_VALUES);
		return FilterPredicate.withSkipScan(name, column.eq(DSL.any(values)), event.STARTS_AT,
				new SkipScan(distinctValues, column.eq(value)));
	}

	private static @Nullable Object endOfTimeRange(Map<String, Object> filter) {
		if (filter.get("startsBeforeTime") instanceof LocalTime end
				&& filter.get("startsAtOrAfterTime") instanceof LocalTime start && !start.isBefore(end)) {
			throw new BadUserInputException("startsBeforeTime",
					"`startsBeforeTime` must be later than `startsAtOrAfterTime`, since both are times of the same day. For a period across midnight send two queries, one before and one after midnight.");
		}
		return filter.get("startsBeforeTime");
	}

}
