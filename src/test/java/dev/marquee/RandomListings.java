package dev.marquee;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.marquee.database.TestDatabase;
import dev.marquee.db.tables.records.EventRecord;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.INTEREST;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.ORGANIZER;
import static dev.marquee.db.Tables.RECURRENCE;
import static dev.marquee.db.Tables.STRUCTURED_DATA;
import static dev.marquee.db.Tables.TICKET;
import static dev.marquee.db.Tables.VENUE;

/**
 * Fills the test database with random listings: every field is missing, single or
 * repeated, and texts need escaping in JSON. The same seed produces the same listings.
 */
public final class RandomListings {

	private static final List<String> TEXTS = List.of("Plain", "Quotes \" and ' and \\ and /", "Tab\tnew\nline\r\b\f",
			"Control \u0001\u001f\u007f\u0085", "\u2028 and \u2029", "Zażółć gęślą jaźń", "日本語のイベント",
			"\uD83C\uDFAD\uD83D\uDC69\u200D\uD83D\uDE80", "مهرجان", "{\"not\": [\"an\", \"object\"]}",
			"</script><b>&amp;", "%s ${x} ? $1 :name", "x".repeat(180));

	private static final List<String> ZONES = List.of("America/Los_Angeles", "Asia/Kathmandu", "UTC", "Europe/Lisbon");

	private final Random random;

	private final DSLContext sql = TestDatabase.dsl();

	private RandomListings(long seed) {
		this.random = new Random(seed);
	}

	public static void populate(long seed, int events) {
		TestDatabase.clear();
		TestDatabase.transactionTemplate()
			.executeWithoutResult((transaction) -> new RandomListings(seed).insert(events));
	}

	private void insert(int events) {
		List<UUID> venues = repeat(events / 3 + 1, this::insertVenue);
		List<UUID> organizers = repeat(events / 4 + 1, this::insertOrganizer);
		List<String> categories = repeat(5, this::insertCategory);
		repeat(events, () -> insertEvent(venues, organizers, categories));
		RandomFacts.addToAll(this.sql);
	}

	private UUID insertVenue() {
		var venue = this.sql.newRecord(VENUE);
		venue.setId(randomId());
		venue.setName(text() + this.random.nextInt());
		venue.setFullAddress(nullable(this::text));
		venue.setCity(nullable(this::text));
		venue.setState(nullable(this::text));
		venue.setCountry(nullable(this::text));
		venue.setCountryCode(nullable(() -> pick(List.of("US", "DE", "JP"))));
		if (this.random.nextBoolean()) {
			venue.setLatitude(this.random.nextInt(-90, 91) * pick(List.of(1.0, 0.37, 1e-7)) + 0.5);
			venue.setLongitude(this.random.nextDouble(-180, 180));
			venue.setLatitude(Math.clamp(venue.getLatitude(), -90, 90));
		}
		return insert(venue).get(VENUE.ID);
	}

	private UUID insertOrganizer() {
		var organizer = this.sql.newRecord(ORGANIZER);
		organizer.setId(randomId());
		organizer.setName(text() + this.random.nextInt());
		organizer.setUrl(nullable(this::url));
		organizer.setSourceId(nullable(this::text));
		organizer.setDescription(nullable(this::text));
		return insert(organizer).get(ORGANIZER.ID);
	}

	private String insertCategory() {
		var category = this.sql.newRecord(CATEGORY);
		category.setSlug("c-" + Math.abs(this.random.nextInt()));
		category.setName(text().substring(0, 5));
		return insert(category).get(CATEGORY.SLUG);
	}

	private UUID insertEvent(List<UUID> venues, List<UUID> organizers, List<String> categories) {
		EventRecord event = this.sql.newRecord(EVENT);
		event.setId(randomId());
		event.setUrl(nullable(this::url));
		event.setName(text());
		event.setDescription(nullable(() -> text().repeat(this.random.nextInt(1, 200))));
		fillTimes(event);
		event.setStatus(pick(List.of("SCHEDULED", "CANCELLED", "POSTPONED", "RESCHEDULED", "MOVED_ONLINE")));
		event.setAttendanceMode(pick(List.of("OFFLINE", "ONLINE", "MIXED", "UNKNOWN")));
		event.setInterestedCount(this.random.nextInt(20_000));
		event.setVenueId(nullable(() -> pick(venues)));
		fillStatusDetails(event);
		insert(event);
		insertParts(event, organizers, categories);
		insertInterests(event);
		insertRecurrence(event);
		return event.getId();
	}

	/** Uses no random numbers, so that the other fields of a seed stay the same. */
	private static void fillStatusDetails(EventRecord event) {
		if (event.getStatus().equals("CANCELLED")) {
			event.setCancellationReason(event.getName());
		}
		if (event.getStatus().equals("RESCHEDULED")) {
			event.setPreviousStartsAt(event.getStartsAt());
			event.setPreviousStartLocal(event.getStartLocal());
			event.setPreviousStartZone(event.getStartZone());
			event.setPreviousStartPrecision(event.getStartPrecision());
			event.setPreviousStartZoneSource(event.getStartZoneSource());
		}
	}

	/** Uses no random numbers either. Its occurrences are not expanded. */
	private void insertRecurrence(EventRecord event) {
		if (event.getInterestedCount() % 4 == 1) {
			LocalDateTime[] starts = { event.getStartLocal().plusDays(3), event.getStartLocal().plusSeconds(86_405) };
			this.sql
				.insertInto(RECURRENCE, RECURRENCE.EVENT_ID, RECURRENCE.RULES, RECURRENCE.ADDITIONAL_STARTS,
						RECURRENCE.TEXT)
				.values(event.getId(), new String[] { "FREQ=WEEKLY", "FREQ=DAILY;COUNT=3" }, sorted(starts),
						event.getName())
				.execute();
		}
	}

	private static LocalDateTime[] sorted(LocalDateTime[] starts) {
		Arrays.sort(starts);
		return starts;
	}

	/** Uses no random numbers either. */
	private void insertInterests(EventRecord event) {
		for (byte i = 0; i < event.getInterestedCount() % 3; i++) {
			byte[] person = new byte[32];
			person[0] = i;
			this.sql.insertInto(INTEREST, INTEREST.EVENT_ID, INTEREST.PERSON).values(event.getId(), person).execute();
		}
	}

	private void fillTimes(EventRecord event) {
		String zone = pick(ZONES);
		boolean day = this.random.nextBoolean();
		LocalDateTime start = LocalDateTime.of(2026, 1, 1, 0, 0)
			.plusMinutes(this.random.nextInt(500) * 30L)
			.truncatedTo(day ? ChronoUnit.DAYS : ChronoUnit.MINUTES);
		event.setStartsAt(instant(start, zone));
		event.setStartLocal(start);
		event.setStartZone(zone);
		event.setStartPrecision(day ? "DAY" : "MINUTE");
		event.setStartZoneSource(pick(List.of("STATED", "VENUE", "ASSUMED")));
		if (this.random.nextBoolean()) {
			LocalDateTime end = start.plusDays(this.random.nextInt(3)).plusMinutes(day ? 0 : 90);
			event.setEndsAt(instant(day ? end.plusDays(1) : end, zone));
			event.setEndLocal(end);
			event.setEndZone(zone);
			event.setEndPrecision(event.getStartPrecision());
			event.setEndZoneSource(event.getStartZoneSource());
		}
	}

	private void insertParts(EventRecord event, List<UUID> organizers, List<String> categories) {
		List<UUID> organizerIds = sample(organizers, 3);
		for (short i = 0; i < organizerIds.size(); i++) {
			this.sql.insertInto(EVENT_ORGANIZER)
				.values(event.getId(), i, organizerIds.get(i), event.getStartsAt())
				.execute();
		}
		List<String> slugs = sample(categories, 3);
		for (short i = 0; i < slugs.size(); i++) {
			this.sql.insertInto(EVENT_CATEGORY).values(event.getId(), i, slugs.get(i)).execute();
		}
		for (short i = 0; i < this.random.nextInt(4); i++) {
			insertTicket(event.getId(), i);
			insertImage(event.getId(), i);
			this.sql.insertInto(FAQ, FAQ.EVENT_ID, FAQ.POSITION, FAQ.QUESTION, FAQ.ANSWER)
				.values(event.getId(), i, text(), text())
				.execute();
			insertSource(event.getId());
		}
		if (this.random.nextBoolean()) {
			this.sql.insertInto(STRUCTURED_DATA).values(event.getId(), text()).execute();
		}
	}

	/** The size uses no random numbers. */
	private void insertImage(UUID event, short position) {
		var image = this.sql.newRecord(IMAGE);
		image.setEventId(event);
		image.setPosition(position);
		image.setUrl(url());
		image.setAlt(nullable(this::text));
		image.setRole(pick(List.of("BANNER", "OTHER")));
		image.setWidth((position % 2 == 0) ? 300 + 300 * position : null);
		image.setHeight((position % 3 == 0) ? 200 : 100);
		insert(image);
	}

	private void insertTicket(UUID event, short position) {
		var ticket = this.sql.newRecord(TICKET);
		ticket.setEventId(event);
		ticket.setPosition(position);
		ticket.setName(nullable(this::text));
		ticket.setUrl(nullable(this::url));
		ticket.setPriceKind(pick(List.of("FREE", "PAID", "UNKNOWN")));
		if (ticket.getPriceKind().equals("PAID") && this.random.nextBoolean()) {
			ticket.setPriceAmount(
					java.math.BigDecimal.valueOf(this.random.nextInt(1, 1_000_000), this.random.nextInt(5)));
			ticket.setPriceCurrency(pick(List.of("EUR", "JPY", "USD")));
		}
		ticket.setAvailability(pick(List.of("IN_STOCK", "SOLD_OUT", "UNKNOWN")));
		insert(ticket);
	}

	private void insertSource(UUID event) {
		var source = this.sql.newRecord(LISTING_SOURCE);
		source.setName("listings.example");
		source.setSourceId(String.valueOf(this.random.nextLong()));
		source.setEventId(event);
		source.setUrl(nullable(this::url));
		source.setAffiliateId(nullable(this::text));
		source.setDocumentHash("0".repeat(64));
		insert(source);
	}

	private <R extends UpdatableRecord<R>> Record insert(R row) {
		row.insert();
		return row;
	}

	private static Instant instant(LocalDateTime local, String zone) {
		return local.atZone(ZoneId.of(zone)).toInstant();
	}

	private UUID randomId() {
		return new UUID(this.random.nextLong(), this.random.nextLong());
	}

	private String url() {
		return "https://listings.example/" + Long.toHexString(this.random.nextLong()) + "?a=b&c=%20#d";
	}

	private String text() {
		return pick(TEXTS);
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	private <T> List<T> sample(List<T> choices, int max) {
		List<T> shuffled = new ArrayList<>(choices);
		Collections.shuffle(shuffled, this.random);
		return shuffled.subList(0, Math.min(shuffled.size(), this.random.nextInt(max + 1)));
	}

	private <T> @Nullable T nullable(Supplier<T> value) {
		return this.random.nextInt(3) > 0 ? value.get() : null;
	}

	private <T> List<T> repeat(int times, Supplier<T> factory) {
		return IntStream.range(0, times).mapToObj((i) -> factory.get()).toList();
	}

}
