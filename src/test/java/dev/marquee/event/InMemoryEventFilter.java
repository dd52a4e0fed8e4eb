package dev.marquee.event;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.db.tables.records.OccurrenceRecord;
import dev.marquee.db.tables.records.TicketRecord;
import dev.marquee.db.tables.records.VenueRecord;
import dev.marquee.query.compile.GlobalId;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Routines.cityId;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_PERFORMER;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.OCCURRENCE;
import static dev.marquee.db.Tables.TICKET;
import static dev.marquee.db.Tables.VENUE;

/**
 * Reference implementation of {@code EventFilter}: evaluates the filter, given as GraphQL
 * variables, for each event and each occurrence in plain Java.
 */
final class InMemoryEventFilter {

	private static final Set<String> OCCURRENCE_FIELDS = Set.of("during", "weekdays", "startsAtOrAfterTime",
			"startsBeforeTime", "statuses", "dates", "startsOn", "timesOfDay");

	private static final Comparator<Occurrence> BY_START = Comparator
		.comparing((Occurrence occurrence) -> occurrence.time().getStartsAt())
		.thenComparing((occurrence) -> occurrence.time().getId().toString())
		.thenComparing((occurrence) -> occurrence.id().toString());

	private final List<EventRecord> events;

	private final List<Occurrence> occurrences;

	private final Map<UUID, VenueRecord> venues;

	private final Map<UUID, List<String>> categories;

	private final Map<UUID, List<UUID>> organizers;

	private final Map<UUID, List<UUID>> performers;

	private final Map<UUID, List<TicketRecord>> tickets;

	private final Set<UUID> withImage;

	private final Map<UUID, String> cityIds;

	InMemoryEventFilter(DSLContext dsl) {
		this.events = dsl.selectFrom(EVENT).orderBy(EVENT.STARTS_AT, EVENT.ID).fetch();
		Map<UUID, Result<OccurrenceRecord>> rows = dsl.selectFrom(OCCURRENCE).fetchGroups(OCCURRENCE.EVENT_ID);
		this.occurrences = this.events.stream()
			.flatMap((event) -> rows.containsKey(event.getId())
					? rows.get(event.getId()).stream().map((row) -> new Occurrence(row.getId(), timed(event, row)))
					: Stream.of(new Occurrence(event.getId(), event)))
			.sorted(BY_START)
			.toList();
		this.venues = dsl.selectFrom(VENUE).fetchMap(VENUE.ID);
		this.categories = dsl.selectFrom(EVENT_CATEGORY)
			.fetchGroups(EVENT_CATEGORY.EVENT_ID, EVENT_CATEGORY.CATEGORY_SLUG);
		this.organizers = dsl.selectFrom(EVENT_ORGANIZER)
			.fetchGroups(EVENT_ORGANIZER.EVENT_ID, EVENT_ORGANIZER.ORGANIZER_ID);
		this.performers = dsl.selectFrom(EVENT_PERFORMER)
			.fetchGroups(EVENT_PERFORMER.EVENT_ID, EVENT_PERFORMER.PERFORMER_ID);
		this.tickets = Map.copyOf(dsl.selectFrom(TICKET).fetchGroups(TICKET.EVENT_ID));
		this.cityIds = Map.copyOf(dsl
			.select(VENUE.ID,
					GlobalId.expression("cit", cityId(VENUE.CITY, VENUE.STATE, VENUE.COUNTRY_CODE)).as("city_id"))
			.from(VENUE)
			.where(VENUE.CITY.isNotNull())
			.fetchMap(Record2::value1, Record2::value2));
		this.withImage = dsl.selectFrom(IMAGE).fetchSet(IMAGE.EVENT_ID);
	}

	/** The event as if it took place at the time of one occurrence. */
	private static EventRecord timed(EventRecord event, OccurrenceRecord occurrence) {
		EventRecord timed = event.into(EVENT);
		timed.setStartsAt(occurrence.getStartsAt());
		timed.setStartLocal(occurrence.getStartLocal());
		timed.setEndsAt(occurrence.getEndsAt());
		timed.setEndLocal(occurrence.getEndLocal());
		if (!List.of("CANCELLED", "POSTPONED").contains(event.getStatus())) {
			timed.setStatus(occurrence.getStatus());
		}
		return timed;
	}

	/** The ids of the events that match, in the default order. */
	List<String> matchingIds(Map<String, ?> filter) {
		if (Collections.disjoint(filter.keySet(), OCCURRENCE_FIELDS)) {
			return this.events.stream()
				.filter((event) -> matches(event, filter))
				.map((event) -> "evt_" + event.getId())
				.toList();
		}
		return firstMatchingOccurrences(filter).stream().map(Occurrence::eventId).toList();
	}

	/** The first occurrence of each event that matches, soonest first. */
	List<Occurrence> firstMatchingOccurrences(Map<String, ?> filter) {
		Set<String> known = new HashSet<>();
		return matchingOccurrences(filter).stream().filter((occurrence) -> known.add(occurrence.eventId())).toList();
	}

	/** The occurrences that match, soonest first. */
	List<Occurrence> matchingOccurrences(Map<String, ?> filter) {
		return this.occurrences.stream().filter((occurrence) -> matches(occurrence.time(), filter)).toList();
	}

	private boolean matches(EventRecord event, Map<String, ?> filter) {
		return filter.entrySet().stream().allMatch((entry) -> matches(event, entry.getKey(), entry.getValue()));
	}

	private boolean matches(EventRecord event, String name, Object value) {
		return switch (name) {
			case "cities" -> hasVenueMatching(event, value, (venue, city) -> equalsFolded(venue.getCity(), city));
			case "states" -> hasVenueMatching(event, value, (venue, state) -> equalsFolded(venue.getState(), state));
			case "countries" -> hasVenueMatching(event, value, (venue, code) -> code.equals(venue.getCountryCode()));
			case "near" -> hasVenueMatching(event, List.of(value), (venue, near) -> isNear(venue, map(near)));
			case "within" -> hasVenueMatching(event, List.of(value), (venue, bounds) -> isWithin(venue, map(bounds)));
			case "during" -> overlaps(event, instant(map(value).get("from")), instant(map(value).get("to")));
			case "weekdays" -> list(value).contains(event.getStartLocal().getDayOfWeek().name());
			case "startsAtOrAfterTime" -> isToTheMinute(event)
					&& !event.getStartLocal().toLocalTime().isBefore(LocalTime.parse(value.toString()));
			case "startsBeforeTime" ->
				isToTheMinute(event) && event.getStartLocal().toLocalTime().isBefore(LocalTime.parse(value.toString()));
			case "categories" -> matchesCategories(this.categories.getOrDefault(event.getId(), List.of()), map(value));
			case "price" -> matchesPrice(tickets(event), map(value));
			case "attendanceModes" -> list(value).contains(event.getAttendanceMode());
			case "statuses" -> list(value).contains(event.getStatus());
			case "organizerIds" -> this.organizers.getOrDefault(event.getId(), List.of())
				.stream()
				.anyMatch((id) -> list(value).contains("org_" + id));
			case "venueIds" -> list(value).contains("ven_" + event.getVenueId());
			case "interestedAtLeast" -> event.getInterestedCount() + event.getInterests() >= (int) value;
			case "updatedSince" -> !event.getUpdatedAt().isBefore(instant(value));
			case "dates" -> lastsOver(event, day(map(value).get("from")), day(map(value).get("to")));
			case "startsOn" -> list(value).contains(event.getStartLocal().toLocalDate().toString());
			case "timesOfDay" ->
				isToTheMinute(event) && list(value).contains(timeOfDay(event.getStartLocal().getHour()));
			case "ticketAvailabilities" -> list(value).contains(availability(event.getId()));
			case "types" -> list(value).contains(event.getType());
			case "tags" -> list(value).stream()
				.anyMatch((tag) -> Stream.of(event.getTags()).anyMatch((other) -> equalsFolded(other, tag)));
			case "languages" -> list(value).stream()
				.map((language) -> language.toString().toLowerCase(Locale.ROOT))
				.anyMatch((language) -> Stream.of(event.getLanguages())
					.map((other) -> other.toLowerCase(Locale.ROOT))
					.anyMatch((other) -> other.equals(language) || other.startsWith(language + "-")));
			case "suitableForAge" -> isSuitableFor(event, (int) value);
			case "accessibilityFeatures" -> List.of(event.getAccessibilityFeatures()).containsAll(list(value));
			case "performerIds" -> this.performers.getOrDefault(event.getId(), List.of())
				.stream()
				.anyMatch((id) -> list(value).contains("per_" + id));
			case "correctSpelling" -> true;
			case "cityIds" -> hasVenueMatching(event, value,
					(venue, id) -> venue.getCity() != null && id.equals(this.cityIds.get(venue.getId())));
			case "hasImage" -> this.withImage.contains(event.getId()) == (boolean) value;
			default -> throw new IllegalArgumentException(name);
		};
	}

	/** An event that is free as a whole has a free ticket in all but name. */
	private List<TicketRecord> tickets(EventRecord event) {
		List<TicketRecord> all = this.tickets.getOrDefault(event.getId(), List.of());
		if (!all.isEmpty() || !Boolean.TRUE.equals(event.getAccessibleForFree())) {
			return all;
		}
		TicketRecord free = new TicketRecord();
		free.setPosition((short) 0);
		free.setPriceKind("FREE");
		return List.of(free);
	}

	private static boolean isSuitableFor(EventRecord event, int age) {
		return (event.getMinAge() != null || event.getMaxAge() != null)
				&& (event.getMinAge() == null || event.getMinAge() <= age)
				&& (event.getMaxAge() == null || event.getMaxAge() >= age);
	}

	/**
	 * An occurrence.
	 *
	 * @param time the event with the time and status of the occurrence
	 */
	record Occurrence(UUID id, EventRecord time) {

		String eventId() {
			return "evt_" + this.time.getId();
		}

		String globalId() {
			return "occ_" + this.id;
		}

	}

	private boolean hasVenueMatching(EventRecord event, Object values, BiPredicate<VenueRecord, Object> predicate) {
		VenueRecord venue = this.venues.get(event.getVenueId());
		return venue != null && !event.getAttendanceMode().equals("ONLINE")
				&& list(values).stream().anyMatch((value) -> predicate.test(venue, value));
	}

	private static boolean equalsFolded(@Nullable String one, Object other) {
		return one != null && folded(one).equals(folded(other.toString()));
	}

	/** Without case, accents and punctuation. */
	private static String folded(String text) {
		return Normalizer.normalize(text, Normalizer.Form.NFKD)
			.replaceAll("\\p{M}+", "")
			.toLowerCase(Locale.ROOT)
			.replaceAll("[\\p{P}\\p{S}\\p{Z}]+", " ")
			.strip();
	}

	/** Uses the spherical law of cosines, a different formula from the one under test. */
	private static boolean isNear(VenueRecord venue, Map<String, ?> near) {
		if (venue.getLatitude() == null) {
			return false;
		}
		double latitude = Math.toRadians((double) near.get("latitude"));
		double venueLatitude = Math.toRadians(venue.getLatitude());
		double longitudeDifference = Math.toRadians(venue.getLongitude() - (double) near.get("longitude"));
		double cosine = Math.sin(latitude) * Math.sin(venueLatitude)
				+ Math.cos(latitude) * Math.cos(venueLatitude) * Math.cos(longitudeDifference);
		return 6371.0088 * Math.acos(Math.clamp(cosine, -1, 1)) <= (double) near.get("radiusKm");
	}

	private static boolean isWithin(VenueRecord venue, Map<String, ?> bounds) {
		if (venue.getLatitude() == null) {
			return false;
		}
		double west = (double) bounds.get("west");
		double east = (double) bounds.get("east");
		boolean isEastOfWest = venue.getLongitude() >= west;
		boolean isWestOfEast = venue.getLongitude() <= east;
		return venue.getLatitude() >= (double) bounds.get("south")
				&& venue.getLatitude() <= (double) bounds.get("north")
				&& ((west <= east) ? isEastOfWest && isWestOfEast : isEastOfWest || isWestOfEast);
	}

	private static boolean overlaps(EventRecord event, @Nullable Instant from, @Nullable Instant to) {
		boolean startsBeforeEnd = to == null || event.getStartsAt().isBefore(to);
		return startsBeforeEnd && (from == null || !event.getStartsAt().isBefore(from) || endOf(event).isAfter(from));
	}

	private static Instant endOf(EventRecord event) {
		if (event.getEndsAt() != null) {
			return event.getEndsAt();
		}
		return isToTheMinute(event) ? event.getStartsAt()
				: event.getStartLocal().plus(Duration.ofDays(1)).atZone(ZoneId.of(event.getStartZone())).toInstant();
	}

	private static boolean isToTheMinute(EventRecord event) {
		return event.getStartPrecision().equals("MINUTE");
	}

	/** Whether the event takes place on one of these days at the venue. */
	private static boolean lastsOver(EventRecord event, @Nullable LocalDate from, @Nullable LocalDate to) {
		LocalDate first = event.getStartLocal().toLocalDate();
		return (to == null || !first.isAfter(to)) && (from == null || !lastDay(event).isBefore(from));
	}

	private static LocalDate lastDay(EventRecord event) {
		LocalDate first = event.getStartLocal().toLocalDate();
		if (event.getEndLocal() == null) {
			return first;
		}
		boolean endsAtMidnight = event.getEndPrecision().equals("MINUTE")
				&& event.getEndLocal().toLocalTime().equals(LocalTime.MIDNIGHT);
		LocalDate last = event.getEndLocal().toLocalDate().minusDays(endsAtMidnight ? 1 : 0);
		return last.isBefore(first) ? first : last;
	}

	private static String timeOfDay(int hour) {
		if (hour < 5 || hour >= 22) {
			return "NIGHT";
		}
		return (hour < 12) ? "MORNING" : (hour < 17) ? "AFTERNOON" : "EVENING";
	}

	private String availability(UUID event) {
		return Stream.of("IN_STOCK", "LIMITED", "PRE_ORDER", "UNKNOWN", "SOLD_OUT", "DISCONTINUED")
			.filter((availability) -> this.tickets.getOrDefault(event, List.of())
				.stream()
				.anyMatch((ticket) -> ticket.getAvailability().equals(availability)))
			.findFirst()
			.orElse("UNKNOWN");
	}

	private static @Nullable LocalDate day(@Nullable Object text) {
		return (text == null) ? null : LocalDate.parse(text.toString());
	}

	private static boolean matchesCategories(List<String> slugs, Map<String, ?> filter) {
		return (filter.get("any") == null || list(filter.get("any")).stream().anyMatch(slugs::contains))
				&& (filter.get("all") == null || slugs.containsAll(list(filter.get("all"))))
				&& (filter.get("none") == null || list(filter.get("none")).stream().noneMatch(slugs::contains));
	}

	private static boolean matchesPrice(List<TicketRecord> tickets, Map<String, ?> filter) {
		boolean hasAmount = filter.get("atMost") != null || filter.get("atLeast") != null;
		boolean matchesKindAndAmount = (tickets.isEmpty() && !hasAmount)
				? filter.get("kinds") == null || list(filter.get("kinds")).contains("UNKNOWN")
				: tickets.stream()
					.anyMatch((ticket) -> (filter.get("kinds") == null
							|| list(filter.get("kinds")).contains(ticket.getPriceKind()))
							&& (filter.get("atMost") == null || costsAtMost(ticket, map(filter.get("atMost"))))
							&& (filter.get("atLeast") == null || costsAtLeast(ticket, map(filter.get("atLeast")))));
		return matchesKindAndAmount
				&& (filter.get("currency") == null || hasMainCurrency(tickets, filter.get("currency").toString()));
	}

	/** Whether most prices are in this currency, or all known prices are free. */
	private static boolean hasMainCurrency(List<TicketRecord> tickets, String currency) {
		List<String> currencies = tickets.stream()
			.sorted(Comparator.comparing(TicketRecord::getPosition))
			.map(TicketRecord::getPriceCurrency)
			.filter(Objects::nonNull)
			.toList();
		if (currencies.isEmpty()) {
			return tickets.stream().anyMatch((ticket) -> ticket.getPriceKind().equals("FREE"));
		}
		String main = currencies.getFirst();
		for (String other : currencies) {
			if (Collections.frequency(currencies, other) > Collections.frequency(currencies, main)) {
				main = other;
			}
		}
		return main.equals(currency);
	}

	private static boolean costsAtLeast(TicketRecord ticket, Map<String, ?> atLeast) {
		BigDecimal least = new BigDecimal(atLeast.get("amount").toString());
		return ticket.getPriceKind().equals("FREE") ? least.signum() == 0
				: ticket.getPriceAmount() != null && ticket.getPriceCurrency().equals(atLeast.get("currency"))
						&& ticket.getPriceAmount().compareTo(least) >= 0;
	}

	private static boolean costsAtMost(TicketRecord ticket, Map<String, ?> atMost) {
		return ticket.getPriceKind().equals("FREE")
				|| (ticket.getPriceAmount() != null && ticket.getPriceCurrency().equals(atMost.get("currency"))
						&& ticket.getPriceAmount().compareTo(new BigDecimal(atMost.get("amount").toString())) <= 0);
	}

	private static @Nullable Instant instant(@Nullable Object text) {
		return (text == null) ? null : OffsetDateTime.parse(text.toString()).toInstant();
	}

	private static List<?> list(@Nullable Object value) {
		return (value instanceof List<?> list) ? list : Stream.ofNullable(value).toList();
	}

	@SuppressWarnings("unchecked") // the tests make these maps
	private static Map<String, ?> map(@Nullable Object value) {
		return (Map<String, ?>) value;
	}

}
