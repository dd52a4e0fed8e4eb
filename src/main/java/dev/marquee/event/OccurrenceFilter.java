package dev.marquee.event;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Predicates of the fields of {@code EventFilter} that one and the same occurrence of an
 * event must satisfy. All other fields are about the event as a whole.
 */
@Component
class OccurrenceFilter {

	private static final Set<String> FIELDS = Set.of("during", "when", "dates", "startsOn", "weekdays",
			"startsAtOrAfterTime", "startsBeforeTime", "timesOfDay", OccurrenceStatuses.FILTER);

	private static final Set<String> PERIODS = Set.of("during", "when", "dates");

	private final EventPeriodFilter periods;

	OccurrenceFilter(EventPeriodFilter periods) {
		this.periods = periods;
	}

	/**
	 * The predicates of these fields.
	 * @param row names the columns of time: a row of {@code event_search}, or one of
	 * another table with the same columns
	 * @param status the status that the occurrence has
	 */
	List<FilterPredicate> predicates(EventSearch row, Field<String> status, Arguments filter) {
		List<FilterPredicate> predicates = new ArrayList<>(this.periods.predicates(row, filter));
		predicates.addAll(LocalTimeFilter.predicates(row, filter));
		if (filter.has(OccurrenceStatuses.FILTER)) {
			predicates.add(FilterPredicate.unselective(OccurrenceStatuses.FILTER,
					status.eq(DSL.any(OccurrenceStatuses.values(filter)))));
		}
		return predicates;
	}

	/**
	 * The start of the period that satisfies these predicates: an instant by which an
	 * occurrence is over if it is too early for one of them. Null if none has a start.
	 */
	@Nullable Field<Instant> start(List<FilterPredicate> predicates, Arguments filter) {
		return latest(Stream.concat(predicates.stream()
			.filter((predicate) -> predicate.name().equals("dates"))
			.map((dates) -> LocalTimeFilter.start(filter.object("dates"))), starts(predicates, filter)));
	}

	/**
	 * An instant by which an occurrence is over in no place on earth if it satisfies
	 * these predicates. Null if none has a start.
	 */
	@Nullable Field<Instant> earliestStart(List<FilterPredicate> predicates, Arguments filter) {
		return latest(Stream.concat(
				predicates.stream()
					.filter((predicate) -> predicate.name().equals("dates"))
					.map((dates) -> LocalTimeFilter.earliestStart(filter.object("dates"))),
				starts(predicates, filter)));
	}

	/** The same without a period that is given by local days. */
	@Nullable Field<Instant> startOfInstants(List<FilterPredicate> predicates, Arguments filter) {
		return latest(starts(predicates, filter));
	}

	private Stream<@Nullable Field<Instant>> starts(List<FilterPredicate> predicates, Arguments filter) {
		return predicates.stream()
			.map(FilterPredicate::name)
			.filter(EventPeriodFilter.FIELDS::contains)
			.map((name) -> this.periods.start(name, filter));
	}

	private static @Nullable Field<Instant> latest(Stream<@Nullable Field<Instant>> starts) {
		return starts.flatMap(Stream::ofNullable).reduce(DSL::greatest).orElse(null);
	}

	/**
	 * Whether all earlier occurrences of the event of a row of {@code occurrence} are
	 * over before the period that satisfies these predicates: if not, one of them may
	 * satisfy them, too.
	 */
	Condition isPrecededBeforePeriod(List<FilterPredicate> predicates, Name occurrence, Arguments filter) {
		Field<Instant> start = startOfInstants(predicates, filter);
		Field<Instant> firstEnd = DSL.field("timestamptz '0001-01-01 00:00Z'", SQLDataType.INSTANT);
		Condition byInstant = DSL.condition("{0} <= {1}", DSL.field(occurrence.append("preceded_until")),
				(start != null) ? DSL.greatest(start, firstEnd) : firstEnd);
		return predicates.stream()
			.flatMap((predicate) -> Stream.ofNullable(LocalTimeFilter.firstDay(predicate.name(), filter)))
			.map((day) -> DSL.condition("{0} < {1}", DSL.field(occurrence.append("preceded_day")), day))
			.reduce(byInstant, Condition::or);
	}

	/**
	 * Whether no earlier occurrence can be in the period of the only predicate, which has
	 * a start, as a bound of an index.
	 * @param isOverlapped whether the earlier ones do not tell
	 */
	Condition isNotPreceded(FilterPredicate period, Name occurrence, Condition isOverlapped, Arguments filter) {
		Field<LocalDate> day = LocalTimeFilter.firstDay(period.name(), filter);
		return (day != null)
				? DSL.condition("{0} < case when {1} then 'infinity' else {2} end",
						DSL.field(occurrence.append("preceded_day")), isOverlapped, day)
				: DSL.condition("{0} <= case when {1} then 'infinity' else {2} end",
						DSL.field(occurrence.append("preceded_until")), isOverlapped,
						Objects.requireNonNull(this.periods.start(period.name(), filter)));
	}

	/** Whether the predicate is about a period that an occurrence overlaps. */
	static boolean isPeriod(FilterPredicate predicate) {
		return PERIODS.contains(predicate.name());
	}

	/** Whether the predicate is about a period or single days. */
	static boolean limitsTime(FilterPredicate predicate) {
		return isPeriod(predicate) || predicate.name().equals("startsOn");
	}

	/**
	 * Whether an occurrence that is like another one, at the same time of the week and
	 * with the same status, satisfies the predicate if the other does.
	 */
	static boolean isOfAlike(FilterPredicate predicate) {
		return !isOfEvent(predicate) && !limitsTime(predicate);
	}

	/** Whether the predicate is about the event as a whole. */
	static boolean isOfEvent(FilterPredicate predicate) {
		return !FIELDS.contains(predicate.name());
	}

	/** All of those predicates that are chosen. */
	static Condition conjunction(List<FilterPredicate> predicates, Predicate<FilterPredicate> chosen) {
		return DSL.and(predicates.stream().filter(chosen).map(FilterPredicate::condition).toList());
	}

}
