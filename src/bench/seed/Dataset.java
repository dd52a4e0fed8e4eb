package seed;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * The generated events, venues and organizers. All rows follow from the number of events and a fixed seed, each
 * independently of the others, so that tables can be written one after another without keeping rows in memory. Popularity is skewed everywhere.
 */
public final class Dataset {

	/** The middle of the two years in which events start. */
	public static final LocalDate MIDDLE = LocalDate.of(2026, 12, 1);

	static final int TICKETS = 3;

	static final int FAQS = 5;

	/** The greatest number of weekly occurrences of an event that recurs: two years. */
	private static final int MAX_OCCURRENCES = 104;

	static final List<String> CATEGORIES = List.of("Live Music", "Workshops", "Comedy", "Theatre", "Food and Drink",
			"Nightlife", "Art", "Family", "Sports", "Dance", "Festivals", "Film", "Markets", "Talks", "Business",
			"Health", "Classical", "Jazz", "Literature", "Technology", "Science", "Outdoors", "Crafts", "Photography",
			"Charity", "History", "Yoga", "Language", "Gardening", "Astronomy");

	private static final long SEED = 20_261_122;

	private static final long DAYS = 730;

	private static final Instant FIRST_CREATED_AT = MIDDLE.minusDays(800).atStartOfDay().toInstant(ZoneOffset.UTC);

	private static final long CREATION_PERIOD_MILLIS = ChronoUnit.DAYS.getDuration().toMillis() * 780;

	/** The number of events on each weekday from Monday on, relative to the busiest day. */
	private static final double[] WEEKDAY_WEIGHTS = { 0.25, 0.3, 0.4, 0.5, 0.85, 1, 0.55 };

	/** The percentage of events that start in each hour of the day. */
	private static final int[] HOUR_PERCENTAGES = { 0, 0, 0, 0, 0, 0, 0, 1, 2, 5, 8, 5, 4, 3, 5, 4, 4, 6, 11, 18, 15, 6, 2, 1 };

	private final int events;

	private final double recurring;

	private final Vocabulary vocabulary = new Vocabulary(SEED);

	private final List<City> cities;

	private final double[] citySizes;

	private final int[] hours = new int[100];

	/** @param recurring the share of events that recur, from 0 to 1 */
	public Dataset(int events, double recurring, Path countries) throws IOException {
		this.events = events;
		this.recurring = recurring;
		this.cities = City.generate(countries, SEED);
		this.citySizes = new double[this.cities.size()];
		double total = 0;
		for (int rank = 0; rank < this.citySizes.length; rank++) {
			total += 1 / Math.pow(rank + 3, 0.95);
			this.citySizes[rank] = total;
		}
		int slot = 0;
		for (int hour = 0; hour < HOUR_PERCENTAGES.length; hour++) {
			for (int i = 0; i < HOUR_PERCENTAGES[hour]; i++) {
				this.hours[slot++] = hour;
			}
		}
	}

	public int events() {
		return this.events;
	}

	public double recurring() {
		return this.recurring;
	}

	boolean recurs(int number) {
		return random("recurs", number).nextDouble() < this.recurring;
	}

	/** The number of weekly occurrences of an event that recurs, from 2 to two years. */
	static int occurrences(int number) {
		return 2 + random("occurrences", number).nextInt(MAX_OCCURRENCES - 1);
	}

	public int venues() {
		return Math.max(1, this.events / 20);
	}

	public int organizers() {
		return Math.max(1, this.events / 50);
	}

	public Vocabulary vocabulary() {
		return this.vocabulary;
	}

	public List<City> cities() {
		return this.cities;
	}

	/** Returns a generator that depends only on the kind and number of the row. */
	static SplittableRandom random(String kind, long number) {
		return new SplittableRandom(mix(SEED + kind.hashCode() * 31L, number));
	}

	private static long mix(long seed, long number) {
		long bits = (number + seed) * 0x9E3779B97F4A7C15L;
		bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
		bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
		return bits ^ bits >>> 31;
	}

	/** A UUID of version 7 (RFC 9562) with the time at which the row was created. */
	UUID uuid(String kind, int number, int count) {
		long high = createdAt(number, count).toEpochMilli() << 16 | 0x7000 | mix(kind.hashCode(), number) & 0xFFF;
		return new UUID(high, mix(kind.hashCode() + 1, number) & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
	}

	static Instant createdAt(int number, int count) {
		return FIRST_CREATED_AT.plusMillis(CREATION_PERIOD_MILLIS / count * number);
	}

	public UUID eventId(int number) {
		return uuid("event", number, this.events);
	}

	public UUID venueId(int number) {
		return uuid("venue", number, venues());
	}

	public UUID organizerId(int number) {
		return uuid("organizer", number, organizers());
	}

	City cityOfVenue(int venue) {
		double target = random("city", venue).nextDouble() * this.citySizes[this.citySizes.length - 1];
		int low = 0;
		int high = this.citySizes.length - 1;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.citySizes[middle] < target) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return this.cities.get(low);
	}

	/** Draws an index below count, skewed towards 0: number n is drawn about n^(1/power - 1) as often as the first. */
	private static int skewedIndex(SplittableRandom random, int count, double power) {
		return (int) (count * Math.pow(random.nextDouble(), power));
	}

	GeneratedEvent event(int number) {
		SplittableRandom random = random("occasion", number);
		int venue = skewedIndex(random, venues(), 2);
		int organizer = skewedIndex(random, organizers(), 2.2);
		int mode = random.nextInt(100);
		String attendance = (mode < 8) ? "ONLINE" : (mode < 12) ? "MIXED" : (mode < 18) ? "UNKNOWN" : "OFFLINE";
		boolean withoutVenue = mode < 7;
		City city = cityOfVenue(venue);
		boolean dayOnly = random.nextInt(100) < 6;
		LocalDateTime start = start(random, dayOnly);
		LocalDateTime end = end(random, start, dayOnly);
		if (recurs(number)) {
			start = start.minusWeeks(random("first occurrence", number).nextInt(occurrences(number)));
			end = (end != null && !dayOnly) ? start.plusMinutes(60 + random.nextInt(180)) : null;
		}
		return new GeneratedEvent(withoutVenue ? -1 : venue, organizer, attendance, city, dayOnly, start, end);
	}

	private LocalDateTime start(SplittableRandom random, boolean dayOnly) {
		LocalDate day = MIDDLE.minusDays(DAYS / 2).plusDays(random.nextLong(DAYS));
		while (random.nextDouble() > WEEKDAY_WEIGHTS[day.getDayOfWeek().ordinal()]) {
			day = MIDDLE.minusDays(DAYS / 2).plusDays(random.nextLong(DAYS));
		}
		int eighth = random.nextInt(8);
		int minute = (eighth < 4) ? 0 : (eighth < 7) ? 30 : 15 + 30 * random.nextInt(2);
		return dayOnly ? day.atStartOfDay() : day.atTime(this.hours[random.nextInt(100)], minute);
	}

	/** About one in twelve events lasts days to months; most others end after some hours, and some have no end. */
	private static LocalDateTime end(SplittableRandom random, LocalDateTime start, boolean dayOnly) {
		int kind = random.nextInt(100);
		if (kind < 8) {
			long days = 1 + (long) (120 * Math.pow(random.nextDouble(), 3));
			return dayOnly ? start.plusDays(days) : start.toLocalDate().plusDays(days).atTime(22, 0);
		}
		if (kind < 30) {
			return null;
		}
		return dayOnly ? start : start.plusMinutes(60 + 30L * random.nextInt(8));
	}

	/**
	 * The time, venue and organizer of an event.
	 *
	 * @param venue the number of the venue, or -1
	 * @param city the city of the venue; for an event without one, a drawn city that determines the time zone and currency
	 * @param end the local time at the end, or null
	 */
	record GeneratedEvent(int venue, int organizer, String attendance, City city, boolean dayOnly, LocalDateTime start,
			LocalDateTime end) {

		ZoneId zone() {
			return this.city.zone();
		}

		/** A local time in the gap of a DST change is taken as an hour later, as PostgreSQL and Marquee do. */
		Instant startsAt() {
			return this.start.atZone(zone()).toInstant();
		}

		Instant endsAt() {
			return (this.dayOnly ? this.end.toLocalDate().plusDays(1).atStartOfDay(zone()) : this.end.atZone(zone()))
				.toInstant();
		}

	}

}
