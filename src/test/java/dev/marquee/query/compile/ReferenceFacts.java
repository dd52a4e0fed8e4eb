package dev.marquee.query.compile;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jooq.Record;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.TICKET;
import static dev.marquee.db.Tables.VENUE;

/**
 * The fields of facts for the {@link ReferenceExecutor}.
 */
final class ReferenceFacts {

	private ReferenceFacts() {
	}

	static Map<String, @Nullable Object> ofEvent(Record row) {
		Map<String, @Nullable Object> facts = new HashMap<>();
		facts.put("type", row.get(EVENT.TYPE));
		facts.put("tags", List.of(row.get(EVENT.TAGS)));
		facts.put("languages", List.of(row.get(EVENT.LANGUAGES)));
		facts.put("capacity", row.get(EVENT.CAPACITY));
		facts.put("remainingCapacity", row.get(EVENT.REMAINING_CAPACITY));
		facts.put("isAccessibleForFree", row.get(EVENT.ACCESSIBLE_FOR_FREE));
		facts.put("audience", row.get(EVENT.AUDIENCE));
		Map<String, @Nullable Object> ages = new HashMap<>();
		ages.put("min", row.get(EVENT.MIN_AGE));
		ages.put("max", row.get(EVENT.MAX_AGE));
		facts.put("ageRange", (row.get(EVENT.MIN_AGE) == null && row.get(EVENT.MAX_AGE) == null) ? null : ages);
		facts.put("accessibilityFeatures", List.of(row.get(EVENT.ACCESSIBILITY_FEATURES)));
		facts.put("doors", doors(row));
		facts.put("joinUrl", url(row.get(EVENT.JOIN_URL)));
		return facts;
	}

	private static @Nullable Map<String, @Nullable Object> doors(Record row) {
		if (row.get(EVENT.DOORS_MINUTES) == null || row.get(EVENT.START_PRECISION).equals("DAY")) {
			return null;
		}
		Instant instant = row.get(EVENT.STARTS_AT).minus(Duration.ofMinutes(row.get(EVENT.DOORS_MINUTES)));
		ZoneId zone = ZoneId.of(row.get(EVENT.START_ZONE));
		Map<String, @Nullable Object> doors = new HashMap<>();
		doors.put("instant", instant.atOffset(ZoneOffset.UTC));
		doors.put("local", LocalDateTime.ofInstant(instant, zone));
		doors.put("date", LocalDate.ofInstant(instant, zone));
		doors.put("timeZone", zone);
		doors.put("precision", "MINUTE");
		doors.put("zoneSource", row.get(EVENT.START_ZONE_SOURCE));
		return doors;
	}

	static boolean isIdentifiedBy(Map<String, Object> event, String identifier) {
		return identifiers(event).anyMatch(identifier::equals);
	}

	static Stream<String> identifiers(Map<String, Object> event) {
		return ((List<?>) event.get("identifiers")).stream().map((row) -> (String) ((Map<?, ?>) row).get("value"));
	}

	static Map<String, @Nullable Object> ofVenue(Record row) {
		Map<String, @Nullable Object> facts = new HashMap<>();
		facts.put("street", row.get(VENUE.STREET));
		facts.put("postalCode", row.get(VENUE.POSTAL_CODE));
		facts.put("website", url(row.get(VENUE.WEBSITE)));
		facts.put("telephone", row.get(VENUE.TELEPHONE));
		return facts;
	}

	static Map<String, @Nullable Object> ofOrganizer(Record row) {
		Map<String, @Nullable Object> facts = new HashMap<>();
		facts.put("logoUrl", url(row.get(ORGANIZER.LOGO_URL)));
		facts.put("email", row.get(ORGANIZER.EMAIL));
		facts.put("telephone", row.get(ORGANIZER.TELEPHONE));
		return facts;
	}

	static Map<String, @Nullable Object> ofTicket(Record row) {
		Map<String, @Nullable Object> facts = new HashMap<>();
		facts.put("maxPrice", (row.get(TICKET.MAX_PRICE_AMOUNT) == null) ? null : Map.of("amount",
				row.get(TICKET.MAX_PRICE_AMOUNT), "currency", Currency.getInstance(row.get(TICKET.PRICE_CURRENCY))));
		facts.put("saleStartsAt", utc(row.get(TICKET.SALE_STARTS_AT)));
		facts.put("saleEndsAt", utc(row.get(TICKET.SALE_ENDS_AT)));
		facts.put("stock", row.get(TICKET.STOCK));
		facts.put("description", row.get(TICKET.DESCRIPTION));
		facts.put("category", row.get(TICKET.CATEGORY));
		return facts;
	}

	private static @Nullable Object utc(@Nullable Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static @Nullable URI url(@Nullable String url) {
		return (url != null) ? URI.create(url) : null;
	}

}
