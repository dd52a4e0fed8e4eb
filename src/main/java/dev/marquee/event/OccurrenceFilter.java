package dev.marquee.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.query.compile.Arguments;
import org.jooq.Condition;
import org.jooq.Field;
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
			"startsAtOrAfterTime", "startsBeforeTime", "timesOfDay", "statuses");

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
		if (filter.has("statuses")) {
			predicates.add(FilterPredicate.unselective("statuses",
					status.eq(DSL.any(filter.bindList("statuses", SQLDataType.CLOB, (String value) -> value)))));
		}
		return predicates;
	}

	/**
	 * The start of the period of the filter: the least instant after which an occurrence
	 * ends only if it is not too early for the period. Null if the period has no start.
	 */
	@Nullable Field<Instant> start(Arguments filter) {
		Field<Instant> ofDays = LocalTimeFilter.start(filter.object("dates"));
		return (ofDays != null) ? ofDays : this.periods.start(filter);
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
