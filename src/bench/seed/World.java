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
 * What there is to list: everything follows from the number of events and a fixed seed, row by row, so that tables can
 * be written one after another without keeping anything. Popularity is unequal everywhere.
 */
public final class World {

	/** The middle of the two years in which events begin. */
	public static final LocalDate MIDDLE = LocalDate.of(2026, 12, 1);

	static final int TICKETS = 3;

	static final int FAQS = 5;

	static final List<String> CATEGORIES = List.of("Live Music", "Workshops", "Comedy", "Theatre", "Food and Drink",
			"Nightlife", "Art", "Family", "Sports", "Dance", "Festivals", "Film", "Markets", "Talks", "Business",
			"Health", "Classical", "Jazz", "Literature", "Technology", "Science", "Outdoors", "Crafts", "Photography",
			"Charity", "History", "Yoga", "Language", "Gardening", "Astronomy");

	private static final long SEED = 20_261_122;

	private static final long DAYS = 730;

	private static final Instant FIRST_HEARD = MIDDLE.minusDays(800).atStartOfDay().toInstant(ZoneOffset.UTC);

	private static final long HEARD_MILLIS = ChronoUnit.DAYS.getDuration().toMillis() * 780;

	/** How much happens on a Monday, a Tuesday and so on, compared with the fullest day. */
	private static final double[] WEEKDAYS = { 0.25, 0.3, 0.4, 0.5, 0.85, 1, 0.55 };

	/** How often each hour of the day is a beginning, of a hundred. */
	private static final int[] HOURS = { 0, 0, 0, 0, 0, 0, 0, 1, 2, 5, 8, 5, 4, 3, 5, 4, 4, 6, 11, 18, 15, 6, 2, 1 };

	private final int events;

	private final Words words = new Words(SEED);

	private final List<City> cities;

	private final double[] citySizes;

	private final int[] hours = new int[100];

	public World(int events, Path countries) throws IOException {
		this.events = events;
		this.cities = City.all(countries, SEED);
		this.citySizes = new double[this.cities.size()];
		double total = 0;
		for (int rank = 0; rank < this.citySizes.length; rank++) {
			total += 1 / Math.pow(rank + 3, 0.95);
			this.citySizes[rank] = total;
		}
		int place = 0;
		for (int hour = 0; hour < HOURS.length; hour++) {
			for (int i = 0; i < HOURS[hour]; i++) {
				this.hours[place++] = hour;
			}
		}
	}

	public int events() {
		return this.events;
	}

	public int venues() {
		return Math.max(1, this.events / 20);
	}

	public int organizers() {
		return Math.max(1, this.events / 50);
	}

	public Words words() {
		return this.words;
	}

	public List<City> cities() {
		return this.cities;
	}

	/** The same for the same kind and number; each kind of row has random numbers of its own. */
	static SplittableRandom random(String kind, long number) {
		return new SplittableRandom(mixed(SEED + kind.hashCode() * 31L, number));
	}

	private static long mixed(long seed, long number) {
		long bits = (number + seed) * 0x9E3779B97F4A7C15L;
		bits = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
		bits = (bits ^ bits >>> 27) * 0x94D049BB133111EBL;
		return bits ^ bits >>> 31;
	}

	/** A UUID of version 7, whose time is the moment at which the row is said to have been made. */
	UUID key(String kind, int number, int of) {
		long high = heard(number, of).toEpochMilli() << 16 | 0x7000 | mixed(kind.hashCode(), number) & 0xFFF;
		return new UUID(high, mixed(kind.hashCode() + 1, number) & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
	}

	static Instant heard(int number, int of) {
		return FIRST_HEARD.plusMillis(HEARD_MILLIS / of * number);
	}

	public UUID eventKey(int number) {
		return key("event", number, this.events);
	}

	public UUID venueKey(int number) {
		return key("venue", number, venues());
	}

	public UUID organizerKey(int number) {
		return key("organizer", number, organizers());
	}

	City cityOfVenue(int venue) {
		double place = random("city", venue).nextDouble() * this.citySizes[this.citySizes.length - 1];
		int low = 0;
		int high = this.citySizes.length - 1;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (this.citySizes[middle] < place) {
				low = middle + 1;
			}
			else {
				high = middle;
			}
		}
		return this.cities.get(low);
	}

	/** Of many, the first are the most popular: number n is drawn about n^(1/power - 1) as often as the first. */
	private static int popular(SplittableRandom random, int of, double power) {
		return (int) (of * Math.pow(random.nextDouble(), power));
	}

	Occasion occasion(int number) {
		SplittableRandom random = random("occasion", number);
		int venue = popular(random, venues(), 2);
		int organizer = popular(random, organizers(), 2.2);
		int mode = random.nextInt(100);
		String attendance = (mode < 8) ? "ONLINE" : (mode < 12) ? "MIXED" : (mode < 18) ? "UNKNOWN" : "OFFLINE";
		boolean nowhere = mode < 7;
		City city = cityOfVenue(venue);
		boolean dayOnly = random.nextInt(100) < 6;
		LocalDateTime start = start(random, dayOnly);
		return new Occasion(nowhere ? -1 : venue, organizer, attendance, city, dayOnly, start,
				end(random, start, dayOnly));
	}

	private LocalDateTime start(SplittableRandom random, boolean dayOnly) {
		LocalDate day = MIDDLE.minusDays(DAYS / 2).plusDays(random.nextLong(DAYS));
		while (random.nextDouble() > WEEKDAYS[day.getDayOfWeek().ordinal()]) {
			day = MIDDLE.minusDays(DAYS / 2).plusDays(random.nextLong(DAYS));
		}
		int quarter = random.nextInt(8);
		int minute = (quarter < 4) ? 0 : (quarter < 7) ? 30 : 15 + 30 * random.nextInt(2);
		return dayOnly ? day.atStartOfDay() : day.atTime(this.hours[random.nextInt(100)], minute);
	}

	/** About one in twelve lasts days to months; of the others most end after some hours, and some do not say. */
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
	 * When and where an event is, and who holds it.
	 *
	 * @param venue the number of the venue, or -1 for none
	 * @param city that of the venue, or for an event without one that of its organizer
	 * @param end what a clock shows at the end, or null
	 */
	record Occasion(int venue, int organizer, String attendance, City city, boolean dayOnly, LocalDateTime start,
			LocalDateTime end) {

		ZoneId zone() {
			return this.city.zone();
		}

		/** As PostgreSQL holds it: a wall time that clocks skip is taken as an hour later, here as in Marquee. */
		Instant startsAt() {
			return this.start.atZone(zone()).toInstant();
		}

		Instant endsAt() {
			return (this.dayOnly ? this.end.toLocalDate().plusDays(1).atStartOfDay(zone()) : this.end.atZone(zone()))
				.toInstant();
		}

	}

}
