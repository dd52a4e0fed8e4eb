package dev.marquee.event;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;

import dev.marquee.graphql.BadUserInput;
import dev.marquee.organizer.Organizers;
import dev.marquee.paging.Criterion;
import dev.marquee.paging.Criterion.Part;
import dev.marquee.paging.Finding;
import dev.marquee.schema.tables.EventSearch;
import dev.marquee.selection.Arguments;
import dev.marquee.selection.GlobalId;
import dev.marquee.venue.Venues;
import graphql.scalars.country.code.CountryCode;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The input {@code EventFilter} as conditions on the one row that an event is found by.
 */
@Component
public class EventFilter {

	private static final Name WEEKDAYS = DSL.name("weekdays");

	/** What {@code EventFacets} leaves out to count kinds. */
	static final String PRICE_KINDS = "price.kinds";

	private static final BigDecimal GREATEST_AMOUNT = BigDecimal.TEN.pow(30);

	private static final BigDecimal LEAST_AMOUNT = BigDecimal.ONE.movePointLeft(30);

	private final EventPeriods periods;

	EventFilter(EventPeriods periods) {
		this.periods = periods;
	}

	/**
	 * Narrows a list down to the events that fit.
	 * @param filter the fields of the input; without any, every event fits
	 */
	public Finding narrow(Finding all, EventSearch event, Arguments filter) {
		List<Criterion> criteria = new ArrayList<>();
		if (filter.has("search")) {
			criteria.add(SearchTerms.criterion(event));
		}
		addPlaces(criteria, event, filter);
		criteria.addAll(this.periods.criteria(event, filter));
		addClock(criteria, event, filter);
		addCategories(criteria, event, filter.object("categories"));
		addPrice(criteria, event, filter.object("price"));
		addOthers(criteria, event, filter);
		addCounts(criteria, event, filter);
		return all.filteredBy(criteria, filter.has("search") ? List.of(SearchTerms.definition(filter)) : List.of());
	}

	/** The row says no place for what takes place online. */
	private static void addPlaces(List<Criterion> criteria, EventSearch event, Arguments filter) {
		if (filter.has("cities")) {
			criteria.add(Criterion.narrow("cities", isOneOf(event.CITY, filter, "cities")));
		}
		if (filter.has("states")) {
			criteria.add(Criterion.narrow("states", isOneOf(event.STATE, filter, "states")));
		}
		if (filter.has("countries")) {
			criteria.add(Criterion.narrow("countries",
					event.COUNTRY_CODE.eq(DSL.any(filter.bindList("countries", SQLDataType.CLOB, CountryCode::name)))));
		}
		if (filter.has("near")) {
			criteria.add(Criterion.narrow("near", new Vicinity(filter.object("near")).contains(event)));
		}
		if (filter.has("within")) {
			criteria.add(Criterion.narrow("within", MapBounds.contain(event, filter.object("within"))));
		}
	}

	private static Condition isOneOf(TableField<?, String> column, Arguments filter, String name) {
		Field<String[]> texts = filter.bindList(name, SQLDataType.CLOB, EventFilter::storable);
		return DSL.lower(column)
			.eq(DSL.any(DSL.field("array(select lower(value) from unnest({0}) as value)", texts.getDataType(), texts)));
	}

	private static Object storable(String text) {
		return text.replace("\0", "");
	}

	private static void addClock(List<Criterion> criteria, EventSearch event, Arguments filter) {
		if (filter.has("weekdays")) {
			criteria.add(weekdays(event, filter));
		}
		if (filter.has("startsAtOrAfterTime")) {
			criteria.add(Criterion.narrow("startsAtOrAfterTime", DSL.condition("{0} >= {1}", event.START_TIME,
					filter.bind("startsAtOrAfterTime", SQLDataType.LOCALTIME, (Object value) -> value))));
		}
		if (filter.has("startsBeforeTime")) {
			criteria.add(Criterion.narrow("startsBeforeTime", DSL.condition("{0} < {1}", event.START_TIME,
					filter.bindObject(SQLDataType.LOCALTIME, EventFilter::end))));
		}
	}

	private static Criterion weekdays(EventSearch event, Arguments filter) {
		Field<Short[]> weekdays = filter.bindList("weekdays", SQLDataType.SMALLINT,
				(String day) -> (short) DayOfWeek.valueOf(day).getValue());
		Field<Short> weekday = DSL.field(WEEKDAYS.append("weekday"), SQLDataType.SMALLINT);
		Table<?> each = DSL.select(DSL.field("distinct unnest({0})", SQLDataType.SMALLINT, weekdays).as("weekday"))
			.asTable(WEEKDAYS);
		return Criterion.ofClasses("weekdays", event.START_WEEKDAY.eq(DSL.any(weekdays)), event.STARTS_AT,
				new Part(each, event.START_WEEKDAY.eq(weekday)));
	}

	private static @Nullable Object end(Map<String, Object> filter) {
		if (filter.get("startsBeforeTime") instanceof LocalTime end
				&& filter.get("startsAtOrAfterTime") instanceof LocalTime begin && !begin.isBefore(end)) {
			throw new BadUserInput("startsBeforeTime",
					"`startsBeforeTime` must be later than `startsAtOrAfterTime`, since both are times of the same day. For a night ask twice, for the time before midnight and for the time after.");
		}
		return filter.get("startsBeforeTime");
	}

	private static void addCategories(List<Criterion> criteria, EventSearch event, Arguments filter) {
		if (filter.has("any")) {
			criteria.add(Criterion.narrow("categories", overlap(event.CATEGORIES, slugs(filter, "any"))));
		}
		if (filter.has("all")) {
			criteria.add(Criterion.narrow("categories", event.CATEGORIES.contains(slugs(filter, "all"))));
		}
		if (filter.has("none")) {
			criteria.add(Criterion.wide("categories", DSL.not(overlap(event.CATEGORIES, slugs(filter, "none")))));
		}
	}

	private static Field<String[]> slugs(Arguments filter, String name) {
		return filter.bindList(name, SQLDataType.CLOB, EventFilter::storable);
	}

	private static Condition overlap(Field<?> array, Field<?> other) {
		return DSL.condition("{0} && {1}", array, other);
	}

	/**
	 * One ticket has to fit in kind and in price. What has no ticket is of unknown price.
	 * What a ticket costs at most is asked for once more by itself, because the facet of
	 * kinds leaves out only these.
	 */
	private static void addPrice(List<Criterion> criteria, EventSearch event, Arguments price) {
		Field<String[]> kinds = price.bindList("kinds", SQLDataType.CLOB, (String kind) -> kind);
		if (!price.has("atMost")) {
			if (price.has("kinds")) {
				criteria.add(Criterion.wide(PRICE_KINDS, overlap(event.PRICE_KINDS, kinds)));
			}
			return;
		}
		Condition free = DSL.condition("{0} && '{FREE}'", event.PRICE_KINDS);
		Condition paid = costsAtMost(event, price.object("atMost"));
		criteria.add(Criterion.wide("price.atMost", free.or(paid)));
		if (price.has("kinds")) {
			criteria.add(Criterion.wide(PRICE_KINDS,
					DSL.inline("FREE")
						.eq(DSL.any(kinds))
						.and(free)
						.or(DSL.inline("PAID").eq(DSL.any(kinds)).and(paid))));
		}
	}

	private static Condition costsAtMost(EventSearch event, Arguments money) {
		Field<BigDecimal> amount = money.bind("amount", SQLDataType.NUMERIC, EventFilter::bounded);
		Field<String> currency = money.bind("currency", SQLDataType.CLOB, Currency::getCurrencyCode);
		return DSL.condition("{0} && array[{1}] and ({2} ->> {1})::numeric <= {3}", event.CURRENCIES, currency,
				event.LEAST_PRICES, amount);
	}

	/** Beyond what anything costs PostgreSQL's numbers end sooner than Java's. */
	private static BigDecimal bounded(BigDecimal most) {
		if (most.signum() < 0) {
			throw new BadUserInput("amount", "`amount` must be 0 or more, but is " + most + ".");
		}
		return (most.compareTo(LEAST_AMOUNT) < 0) ? BigDecimal.ZERO : most.min(GREATEST_AMOUNT);
	}

	private static void addOthers(List<Criterion> criteria, EventSearch event, Arguments filter) {
		if (filter.has("attendanceModes")) {
			criteria.add(Criterion.wide("attendanceModes", event.ATTENDANCE_MODE
				.eq(DSL.any(filter.bindList("attendanceModes", SQLDataType.CLOB, (String mode) -> mode)))));
		}
		if (filter.has("statuses")) {
			criteria.add(Criterion.wide("statuses", event.STATUS
				.eq(DSL.any(filter.bindList("statuses", SQLDataType.CLOB, (String status) -> status)))));
		}
		if (filter.has("organizerIds")) {
			criteria.add(Criterion.narrow("organizerIds",
					overlap(event.ORGANIZER_IDS, GlobalId.arguments(filter, "organizerIds", Organizers.ID_PREFIX))));
		}
		if (filter.has("venueIds")) {
			criteria.add(Criterion.narrow("venueIds",
					event.VENUE_ID.eq(DSL.any(GlobalId.arguments(filter, "venueIds", Venues.ID_PREFIX)))));
		}
		if (filter.has("hasImage")) {
			criteria.add(Criterion.wide("hasImage", event.HAS_IMAGE.eq(DSL.inline(filter.bool("hasImage")))));
		}
	}

	private static void addCounts(List<Criterion> criteria, EventSearch event, Arguments filter) {
		if (filter.has("interestedAtLeast")) {
			criteria.add(Criterion.along("interestedAtLeast", event.INTERESTED_COUNT,
					event.INTERESTED_COUNT.ge(filter.bind("interestedAtLeast", SQLDataType.INTEGER, (Integer least) -> {
						if (least < 0) {
							throw new BadUserInput("interestedAtLeast",
									"`interestedAtLeast` must be 0 or more, but is " + least + ".");
						}
						return least;
					}))));
		}
		if (filter.has("updatedSince")) {
			criteria.add(Criterion.along("updatedSince", event.UPDATED_AT, event.UPDATED_AT
				.ge(filter.bind("updatedSince", event.UPDATED_AT.getDataType(), (OffsetDateTime since) -> since))));
		}
	}

}
