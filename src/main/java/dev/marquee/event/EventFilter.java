package dev.marquee.event;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import dev.marquee.db.tables.EventSearch;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.organizer.Organizers;
import dev.marquee.pagination.FilterPredicate;
import dev.marquee.pagination.FilterPredicate.SkipScan;
import dev.marquee.pagination.ListQuery;
import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.venue.LocationPredicates;
import dev.marquee.venue.Venues;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Compiles the input {@code EventFilter} to predicates on the event's row in
 * {@code event_search}.
 */
@Component
public class EventFilter {

	private static final Name WEEKDAYS = DSL.name("weekdays");

	/** The name of the predicate that the facet {@code priceKinds} leaves out. */
	static final String PRICE_KINDS = "price.kinds";

	private static final BigDecimal MAX_AMOUNT = BigDecimal.TEN.pow(30);

	private static final BigDecimal MIN_AMOUNT = BigDecimal.ONE.movePointLeft(30);

	private final EventPeriodFilter periods;

	EventFilter(EventPeriodFilter periods) {
		this.periods = periods;
	}

	/**
	 * Restricts a list to the events that match the filter.
	 * @param filter the fields of the input; without any, all events match
	 */
	public ListQuery apply(ListQuery query, EventSearch event, Arguments filter) {
		List<FilterPredicate> predicates = new ArrayList<>();
		if (filter.has("search")) {
			predicates.add(FullTextSearch.predicate(event));
		}
		addLocationPredicates(predicates, event, filter);
		predicates.addAll(this.periods.predicates(event, filter));
		addLocalTimePredicates(predicates, event, filter);
		addCategoryPredicates(predicates, event, filter.object("categories"));
		addPricePredicates(predicates, event, filter.object("price"));
		addAttributePredicates(predicates, event, filter);
		addRangePredicates(predicates, event, filter);
		return query.filteredBy(predicates,
				filter.has("search") ? List.of(FullTextSearch.commonTableExpression(filter)) : List.of());
	}

	/** The row of an online event has no location, so it never matches. */
	private static void addLocationPredicates(List<FilterPredicate> predicates, EventSearch event, Arguments filter) {
		predicates.addAll(new LocationPredicates(event.CITY, event.STATE, event.COUNTRY_CODE, event.CITY_ID,
				event.LATITUDE, event.LONGITUDE, event.PLACE)
			.from(filter));
	}

	private static Object withoutNul(String text) {
		return text.replace("\0", "");
	}

	private static void addLocalTimePredicates(List<FilterPredicate> predicates, EventSearch event, Arguments filter) {
		if (filter.has("weekdays")) {
			predicates.add(weekdayPredicate(event, filter));
		}
		if (filter.has("startsAtOrAfterTime")) {
			predicates
				.add(FilterPredicate.selective("startsAtOrAfterTime", DSL.condition("{0} >= {1}", event.START_TIME,
						filter.bind("startsAtOrAfterTime", SQLDataType.LOCALTIME, (Object value) -> value))));
		}
		if (filter.has("startsBeforeTime")) {
			predicates.add(FilterPredicate.selective("startsBeforeTime", DSL.condition("{0} < {1}", event.START_TIME,
					filter.bindObject(SQLDataType.LOCALTIME, EventFilter::endOfTimeRange))));
		}
	}

	private static FilterPredicate weekdayPredicate(EventSearch event, Arguments filter) {
		Field<Short[]> weekdays = filter.bindList("weekdays", SQLDataType.SMALLINT,
				(String day) -> (short) DayOfWeek.valueOf(day).getValue());
		Field<Short> weekday = DSL.field(WEEKDAYS.append("weekday"), SQLDataType.SMALLINT);
		Table<?> distinctWeekdays = DSL
			.select(DSL.field("distinct unnest({0})", SQLDataType.SMALLINT, weekdays).as("weekday"))
			.asTable(WEEKDAYS);
		return FilterPredicate.withSkipScan("weekdays", event.START_WEEKDAY.eq(DSL.any(weekdays)), event.STARTS_AT,
				new SkipScan(distinctWeekdays, event.START_WEEKDAY.eq(weekday)));
	}

	private static @Nullable Object endOfTimeRange(Map<String, Object> filter) {
		if (filter.get("startsBeforeTime") instanceof LocalTime end
				&& filter.get("startsAtOrAfterTime") instanceof LocalTime start && !start.isBefore(end)) {
			throw new BadUserInputException("startsBeforeTime",
					"`startsBeforeTime` must be later than `startsAtOrAfterTime`, since both are times of the same day. For a period across midnight send two queries, one before and one after midnight.");
		}
		return filter.get("startsBeforeTime");
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
		return filter.bindList(name, SQLDataType.CLOB, EventFilter::withoutNul);
	}

	private static Condition arraysOverlap(Field<?> array, Field<?> other) {
		return DSL.condition("{0} && {1}", array, other);
	}

	/**
	 * A single ticket must match both kind and price. An event without tickets has the
	 * kind {@code UNKNOWN}. {@code price.atMost} is a predicate of its own in addition,
	 * because the facet of price kinds leaves out only {@code price.kinds}.
	 */
	private static void addPricePredicates(List<FilterPredicate> predicates, EventSearch event, Arguments price) {
		Field<String[]> kinds = price.bindList("kinds", SQLDataType.CLOB, (String kind) -> kind);
		if (!price.has("atMost")) {
			if (price.has("kinds")) {
				predicates.add(FilterPredicate.unselective(PRICE_KINDS, arraysOverlap(event.PRICE_KINDS, kinds)));
			}
			return;
		}
		Condition free = DSL.condition("{0} && '{FREE}'", event.PRICE_KINDS);
		Condition paid = costsAtMost(event, price.object("atMost"));
		predicates.add(FilterPredicate.unselective("price.atMost", free.or(paid)));
		if (price.has("kinds")) {
			predicates.add(FilterPredicate.unselective(PRICE_KINDS,
					DSL.inline("FREE")
						.eq(DSL.any(kinds))
						.and(free)
						.or(DSL.inline("PAID").eq(DSL.any(kinds)).and(paid))));
		}
	}

	private static Condition costsAtMost(EventSearch event, Arguments money) {
		Field<BigDecimal> amount = money.bind("amount", SQLDataType.NUMERIC, EventFilter::clampAmount);
		Field<String> currency = money.bind("currency", SQLDataType.CLOB, Currency::getCurrencyCode);
		return DSL.condition("{0} && array[{1}] and ({2} ->> {1})::numeric <= {3}", event.CURRENCIES, currency,
				event.LEAST_PRICES, amount);
	}

	/**
	 * Clamps the amount beyond all realistic prices, since {@code BigDecimal} has a wider
	 * range than {@code numeric}.
	 */
	private static BigDecimal clampAmount(BigDecimal amount) {
		if (amount.signum() < 0) {
			throw new BadUserInputException("amount", "`amount` must be 0 or more, but is " + amount + ".");
		}
		return (amount.compareTo(MIN_AMOUNT) < 0) ? BigDecimal.ZERO : amount.min(MAX_AMOUNT);
	}

	private static void addAttributePredicates(List<FilterPredicate> predicates, EventSearch event, Arguments filter) {
		if (filter.has("attendanceModes")) {
			predicates.add(FilterPredicate.unselective("attendanceModes", event.ATTENDANCE_MODE
				.eq(DSL.any(filter.bindList("attendanceModes", SQLDataType.CLOB, (String mode) -> mode)))));
		}
		if (filter.has("statuses")) {
			predicates.add(FilterPredicate.unselective("statuses", event.STATUS
				.eq(DSL.any(filter.bindList("statuses", SQLDataType.CLOB, (String status) -> status)))));
		}
		if (filter.has("organizerIds")) {
			predicates.add(FilterPredicate.selective("organizerIds", arraysOverlap(event.ORGANIZER_IDS,
					GlobalId.keysParameter(filter, "organizerIds", Organizers.ID_PREFIX))));
		}
		if (filter.has("venueIds")) {
			predicates.add(FilterPredicate.selective("venueIds",
					event.VENUE_ID.eq(DSL.any(GlobalId.keysParameter(filter, "venueIds", Venues.ID_PREFIX)))));
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
