package dev.marquee.event;

import java.text.Normalizer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.organizer.Organizers;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.venue.LocationPredicates;
import dev.marquee.venue.Venues;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT_SEARCH;

/**
 * Compiles the input {@code EventFilter} to predicates on the event's row in
 * {@code event_search}.
 */
@Component
public class EventFilter {

	private final OccurrenceFilter occurrences;

	EventFilter(OccurrenceFilter occurrences) {
		this.occurrences = occurrences;
	}

	/**
	 * Restricts a list to the events that match the filter. The predicates are those of
	 * an event that does not recur.
	 * @param filter the fields of the input that are not empty; without any, all events
	 * match
	 */
	ListQuery apply(ListQuery query, EventSearch event, Arguments filter) {
		List<FilterPredicate> predicates = new ArrayList<>(query.predicates());
		if (filter.has("search")) {
			predicates.add(FullTextSearch.predicate(event));
		}
		addLocationPredicates(predicates, event, filter);
		predicates.addAll(this.occurrences.predicates(event, event.STATUS, filter));
		addCategoryPredicates(predicates, event, filter.object("categories"));
		predicates.addAll(PriceFilter.predicates(event, filter.object("price")));
		addAttributePredicates(predicates, event, filter);
		predicates.addAll(EventFactsFilter.predicates(event, filter));
		addRangePredicates(predicates, event, filter);
		return query.filteredBy(predicates, commonTableExpressions(filter));
	}

	/**
	 * The common table expressions to which the predicates refer.
	 * @param filter the fields of the input that are not empty
	 */
	public List<CommonTableExpression<?>> commonTableExpressions(Arguments filter) {
		return filter.has("search") ? List.of(FullTextSearch.commonTableExpression(filter)) : List.of();
	}

	/**
	 * Whether a row of {@code event_search}, as it is now or as it was logged, matches
	 * the filter: of an event that recurs, one of the occurrences in the row.
	 * @param filter the fields of the input that are not empty
	 */
	public Condition matches(EventSearch row, Arguments filter) {
		List<FilterPredicate> predicates = apply(ListQuery.all(row), row, filter).predicates();
		Condition ofEvent = OccurrenceFilter.conjunction(predicates, OccurrenceFilter::isOfEvent);
		if (predicates.stream().allMatch(OccurrenceFilter::isOfEvent)) {
			return ofEvent;
		}
		EventSearch occurrence = EVENT_SEARCH.as(row.getName() + "_occurrence");
		List<FilterPredicate> ofOccurrence = this.occurrences.predicates(occurrence, occurrence.STATUS, filter);
		return ofEvent.and(DSL.condition("""
				case when {0} is null then {1} \
				else exists (select from expand_occurrences({2}) as {3} where {4}) end""", row.OCCURRENCES,
				OccurrenceFilter.conjunction(predicates, (predicate) -> !OccurrenceFilter.isOfEvent(predicate)),
				row.getQualifiedName(), occurrence.getQualifiedName(),
				OccurrenceFilter.conjunction(ofOccurrence, (predicate) -> true)));
	}

	/** The sources of a list of events that this filter restricts. */
	RecurringEvents recurringEvents(EventSearch event, Arguments filter) {
		return new RecurringEvents(event, this.occurrences, filter);
	}

	/** The row of an online event has no location, so it never matches. */
	private static void addLocationPredicates(List<FilterPredicate> predicates, EventSearch event, Arguments filter) {
		predicates.addAll(new LocationPredicates(event.CITY_KEY, event.STATE_KEY, event.COUNTRY_CODE, event.CITY_ID,
				event.LATITUDE, event.LONGITUDE, event.PLACE)
			.from(filter));
	}

	/** PostgreSQL has no U+0000; slugs are in Unicode's form NFC. */
	private static Object normalized(String text) {
		return Normalizer.normalize(text.replace("\0", ""), Normalizer.Form.NFC);
	}

	private static void addCategoryPredicates(List<FilterPredicate> predicates, EventSearch event, Arguments filter) {
		if (filter.has("any")) {
			predicates
				.add(FilterPredicate.selective("categories", arraysOverlap(event.CATEGORIES, slugs(filter, "any"))));
		}
		if (filter.has("all")) {
			predicates.add(FilterPredicate.selective("categories", event.CATEGORIES.contains(slugs(filter, "all"))));
		}
		if (filter.has("none")) {
			predicates.add(FilterPredicate.unselective("categories",
					DSL.not(arraysOverlap(event.CATEGORIES, slugs(filter, "none")))));
		}
	}

	private static Field<String[]> slugs(Arguments filter, String name) {
		return filter.bindList(name, SQLDataType.CLOB, EventFilter::normalized);
	}

	private static Condition arraysOverlap(Field<?> array, Field<?> other) {
		return DSL.condition("{0} && {1}", array, other);
	}

	private static void addAttributePredicates(List<FilterPredicate> predicates, EventSearch event, Arguments filter) {
		if (filter.has("attendanceModes")) {
			predicates.add(FilterPredicate.unselective("attendanceModes", event.ATTENDANCE_MODE
				.eq(DSL.any(filter.bindList("attendanceModes", SQLDataType.CLOB, (String mode) -> mode)))));
		}
		if (filter.has("organizerIds")) {
			predicates.add(FilterPredicate.selective("organizerIds", arraysOverlap(event.ORGANIZER_IDS,
					GlobalId.keysParameter(filter, "organizerIds", Organizers.ID_PREFIX))));
		}
		if (filter.has("venueIds")) {
			predicates.add(FilterPredicate.selective("venueIds",
					event.VENUE_ID.eq(DSL.any(GlobalId.keysParameter(filter, "venueIds", Venues.ID_PREFIX)))));
		}
		if (filter.has("ticketAvailabilities")) {
			predicates
				.add(FilterPredicate.unselective("ticketAvailabilities", event.TICKET_AVAILABILITY.eq(DSL.any(filter
					.bindList("ticketAvailabilities", SQLDataType.CLOB, (String availability) -> availability)))));
		}
		if (filter.has("hasImage")) {
			predicates.add(FilterPredicate.unselective("hasImage",
					event.HAS_IMAGE.eq(DSL.inline(filter.booleanValue("hasImage")))));
		}
	}

	private static void addRangePredicates(List<FilterPredicate> predicates, EventSearch event, Arguments filter) {
		if (filter.has("interestedAtLeast")) {
			predicates
				.add(FilterPredicate.onOrderColumn("interestedAtLeast", event.INTERESTED_COUNT, event.INTERESTED_COUNT
					.ge(filter.bind("interestedAtLeast", SQLDataType.INTEGER, (Integer minimum) -> {
						if (minimum < 0) {
							throw new BadUserInputException("interestedAtLeast",
									"`interestedAtLeast` must be 0 or more, but is " + minimum + ".");
						}
						return minimum;
					}))));
		}
		if (filter.has("updatedSince")) {
			predicates.add(FilterPredicate.onOrderColumn("updatedSince", event.UPDATED_AT, event.UPDATED_AT
				.ge(filter.bind("updatedSince", event.UPDATED_AT.getDataType(), (OffsetDateTime since) -> since))));
		}
	}

}
