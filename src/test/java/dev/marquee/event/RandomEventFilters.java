package dev.marquee.event;

import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.marquee.database.TestDatabase;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.PERFORMER;
import static dev.marquee.db.Tables.VENUE;

/**
 * Random values for the fields of {@code EventFilter}, chosen so that many of them match
 * some of the random listings.
 */
final class RandomEventFilters {

	private final Random random;

	RandomEventFilters(long seed) {
		this.random = new Random(seed);
	}

	/** A filter with up to this number of fields. */
	Map<String, Object> combined(int count) {
		List<Map.Entry<String, Supplier<Object>>> fields = List.copyOf(fields().entrySet());
		Map<String, Object> filter = new HashMap<>();
		for (int i = 0; i < count; i++) {
			Map.Entry<String, Supplier<Object>> field = pick(fields);
			filter.put(field.getKey(), field.getValue().get());
		}
		if (filter.containsKey("startsAtOrAfterTime")) {
			filter.put("startsBeforeTime", "23:59:59");
		}
		return filter;
	}

	/** A supplier of random values for each field. */
	Map<String, Supplier<Object>> fields() {
		List<String> cities = TestDatabase.dsl().selectFrom(VENUE).where(VENUE.CITY.isNotNull()).fetch(VENUE.CITY);
		List<String> states = TestDatabase.dsl().selectFrom(VENUE).where(VENUE.STATE.isNotNull()).fetch(VENUE.STATE);
		List<String> slugs = TestDatabase.dsl().selectFrom(CATEGORY).fetch(CATEGORY.SLUG);
		List<String> venues = TestDatabase.dsl().selectFrom(VENUE).fetch((row) -> "ven_" + row.getId());
		List<String> organizers = TestDatabase.dsl().selectFrom(ORGANIZER).fetch((row) -> "org_" + row.getId());
		Map<String, Supplier<Object>> fields = new HashMap<>();
		fields.put("cities", () -> some(respelled(cities)));
		fields.put("states", () -> some(respelled(states)));
		fields.put("countries", () -> some(List.of("US", "DE", "JP", "FR")));
		fields.put("near", this::near);
		fields.put("within", this::bounds);
		fields.put("during", this::period);
		fields.put("weekdays", () -> some(List.of("MONDAY", "WEDNESDAY", "SATURDAY", "SUNDAY")));
		fields.put("startsAtOrAfterTime", this::time);
		fields.put("startsBeforeTime", this::time);
		fields.put("categories", () -> Map.of(pick(List.of("any", "all", "none")), some(slugs)));
		fields.put("price", this::price);
		fields.put("attendanceModes", () -> some(List.of("OFFLINE", "ONLINE", "MIXED", "UNKNOWN")));
		fields.put("statuses", () -> some(List.of("SCHEDULED", "CANCELLED", "POSTPONED", "RESCHEDULED")));
		fields.put("organizerIds", () -> some(organizers));
		fields.put("venueIds", () -> some(venues));
		fields.put("interestedAtLeast", () -> this.random.nextInt(20_000));
		fields.put("updatedSince", () -> pick(List.of("2026-01-01T00:00:00Z", "2999-01-01T00:00:00+02:00")));
		fields.put("hasImage", this.random::nextBoolean);
		fields.put("dates", this::dates);
		fields.put("startsOn", () -> some(List.of("2026-01-01", "2026-01-02", "2026-01-05", "2026-01-09")));
		fields.put("timesOfDay", () -> some(List.of("MORNING", "AFTERNOON", "EVENING", "NIGHT")));
		fields.put("ticketAvailabilities", () -> some(List.of("IN_STOCK", "SOLD_OUT", "UNKNOWN", "LIMITED")));
		fields.put("types", () -> some(List.of("MUSIC", "SOCIAL", "OTHER", "SALE")));
		fields.put("tags", () -> some(List.of("acoustic", "OPEN AIR", "cafe", "日本", "none")));
		fields.put("languages", () -> some(List.of("EN", "pt", "pt-br", "zh-Hant", "zh-TW")));
		fields.put("suitableForAge", () -> this.random.nextInt(70));
		fields.put("accessibilityFeatures", () -> some(List.of("WHEELCHAIR_ACCESS", "CAPTIONS", "RELAXED")));
		fields.put("performerIds",
				() -> some(TestDatabase.dsl().selectFrom(PERFORMER).fetch((row) -> "per_" + row.getId())));
		fields.put("cityIds",
				() -> some(TestDatabase.dsl()
					.resultQuery(
							"select 'cit_' || city_id(city, state, country_code) from venue where city is not null")
					.fetch((row) -> row.get(0, String.class))));
		return fields;
	}

	private Map<String, ?> near() {
		return Map.of("latitude", (double) this.random.nextInt(-90, 91), "longitude",
				(double) this.random.nextInt(-180, 181), "radiusKm", pick(List.of(500.0, 4000.0, 19_999.5)));
	}

	private Map<String, ?> bounds() {
		double south = this.random.nextInt(-90, 60);
		return Map.of("south", south, "north", south + this.random.nextInt(30), "west",
				(double) this.random.nextInt(-180, 180), "east", (double) this.random.nextInt(-180, 180));
	}

	private Map<String, ?> period() {
		Instant from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(this.random.nextInt(250) * 3600L);
		Instant to = from.plusSeconds(this.random.nextInt(1, 72) * 1800L);
		return switch (this.random.nextInt(3)) {
			case 0 -> Map.of("from", from.toString());
			case 1 -> Map.of("to", to.toString());
			default -> Map.of("from", from.toString(), "to", to.toString());
		};
	}

	private Map<String, ?> price() {
		Map<String, ?> atMost = Map.of("amount", this.random.nextInt(100_000), "currency", pick(List.of("EUR", "JPY")));
		Map<String, ?> atLeast = Map.of("amount", this.random.nextInt((int) atMost.get("amount") + 1), "currency",
				atMost.get("currency"));
		List<?> kinds = some(List.of("FREE", "PAID", "UNKNOWN"));
		return switch (this.random.nextInt(7)) {
			case 0 -> Map.of("kinds", kinds);
			case 1 -> Map.of("atMost", atMost);
			case 2 -> Map.of("kinds", kinds, "atMost", atMost);
			case 3 -> Map.of("atLeast", pick(List.of(atLeast, Map.of("amount", 0, "currency", "USD"))));
			case 4 -> Map.of("atLeast", atLeast, "atMost", atMost);
			case 5 -> Map.of("kinds", kinds, "atLeast", atLeast, "atMost", atMost);
			default -> Map.of("currency", pick(List.of("EUR", "JPY", "CHF")));
		};
	}

	private Map<String, ?> dates() {
		LocalDate from = LocalDate.of(2026, 1, 1).plusDays(this.random.nextInt(-1, 13));
		LocalDate to = from.plusDays(this.random.nextInt(4));
		return switch (this.random.nextInt(3)) {
			case 0 -> Map.of("from", from.toString());
			case 1 -> Map.of("to", to.toString());
			default -> Map.of("from", from.toString(), "to", to.toString());
		};
	}

	private String time() {
		return "%02d:%02d:00".formatted(this.random.nextInt(24), this.random.nextInt(2) * 30);
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private static List<String> respelled(List<String> texts) {
		return texts.stream()
			.flatMap((text) -> Stream.of(text, Normalizer.normalize(text, Normalizer.Form.NFD)))
			.toList();
	}

	private <T> List<T> some(List<T> choices) {
		List<T> some = new ArrayList<>();
		for (int i = 0; i <= this.random.nextInt(3); i++) {
			some.add(pick(choices));
		}
		return some;
	}

}
