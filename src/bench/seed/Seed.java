package seed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;

import seed.World.Occasion;

/**
 * Fills an empty database with a {@link World}, by COPY into tables without their secondary indexes, which are made
 * again from their own definitions.
 */
public final class Seed {

	private static final String[] NAMES = { "%s %s", "The %s of %s", "%s and %s", "%s: an evening of %s", "%s for %s",
			"%s under the %s", "First %s, last %s" };

	private static final String[] HALLS = { "Hall", "Theatre", "Club", "House", "Garden", "Arena", "Church", "Library",
			"Cinema", "Yard" };

	private static final String[] SOCIETIES = { "Society", "Collective", "Club", "Productions", "Association", "Friends",
			"Studio", "Records" };

	private static final String[] TICKET_NAMES = { "Standard", "Reduced", "Early bird", "Front row", "Standing", "Day pass" };

	private static final String[] AVAILABILITIES = { "IN_STOCK", "IN_STOCK", "IN_STOCK", "LIMITED", "SOLD_OUT",
			"PRE_ORDER", "UNKNOWN" };

	private final Connection connection;

	private final World world;

	private final Words words;

	private Seed(Connection connection, World world) {
		this.connection = connection;
		this.world = world;
		this.words = world.words();
	}

	public static void fill(Connection connection, World world) throws SQLException {
		new Seed(connection, world).run();
	}

	private void run() throws SQLException {
		List<String> indexes = definitionsOfIndexes();
		this.connection.setAutoCommit(false);
		execute("set session_replication_role = replica");
		execute("truncate venue, organizer, event, category cascade");
		for (String name : namesOfIndexes()) {
			execute("drop index " + name);
		}
		step("venues", this::venues);
		step("organizers", this::organizers);
		step("categories", this::categories);
		step("events", this::events);
		step("their organizers", this::eventOrganizers);
		step("their categories", this::eventCategories);
		step("tickets", this::tickets);
		step("images", this::images);
		step("questions", this::faqs);
		execute("set session_replication_role = origin");
		this.connection.commit();
		this.connection.setAutoCommit(true);
		execute("vacuum analyze");
		if (hasSearch()) {
			step("event_search", () -> execute("select refill_event_search()"));
		}
		execute("set maintenance_work_mem = '1GB'");
		step("indexes", () -> {
			for (String definition : indexes) {
				execute(definition);
			}
		});
		step("statistics", () -> execute("vacuum analyze"));
		execute("checkpoint");
	}

	private void venues() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "venue", "id, name, full_address, city, state, country, "
				+ "country_code, latitude, longitude, created_at, updated_at")) {
			for (int number = 0; number < this.world.venues(); number++) {
				SplittableRandom random = World.random("venue", number);
				City city = this.world.cityOfVenue(number);
				String name = telling(random) + " " + Words.pick(HALLS, random);
				String street = (1 + random.nextInt(300)) + " " + telling(random) + " Street";
				boolean known = random.nextInt(100) >= 4;
				double latitude = city.latitude() + random.nextGaussian() * 0.06;
				double longitude = city.longitude()
						+ random.nextGaussian() * 0.06 / Math.cos(Math.toRadians(city.latitude()));
				rows.add(this.world.venueKey(number))
					.add(name)
					.add(street + ", Suite " + number + ", " + city.name() + ", " + city.country())
					.add(city.name())
					.add(city.state().isEmpty() ? null : city.state())
					.add(city.country())
					.add(city.countryCode())
					.add(known ? degrees(latitude) : null)
					.add(known ? degrees(longitude) : null)
					.add(World.heard(number, this.world.venues()))
					.add(World.heard(number, this.world.venues()))
					.end();
			}
		}
	}

	private static String degrees(double value) {
		return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP).toPlainString();
	}

	private void organizers() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "organizer",
				"id, name, url, source_id, description, created_at, updated_at")) {
			for (int number = 0; number < this.world.organizers(); number++) {
				SplittableRandom random = World.random("organizer", number);
				rows.add(this.world.organizerKey(number))
					.add(telling(random) + " " + telling(random) + " " + Words.pick(SOCIETIES, random))
					.add("https://listings.example/org/" + (1_000_000 + number))
					.add(1_000_000 + number)
					.add(text(random, 12 + random.nextInt(30)))
					.add(World.heard(number, this.world.organizers()))
					.add(World.heard(number, this.world.organizers()))
					.end();
			}
		}
	}

	private void categories() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "category", "slug, name")) {
			for (String name : World.CATEGORIES) {
				rows.add(slug(name)).add(name).end();
			}
		}
	}

	private static String slug(String name) {
		return name.toLowerCase(Locale.ROOT).replace(' ', '-');
	}

	private void events() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "event",
				"id, url, name, description, starts_at, start_local, start_zone, start_precision, start_zone_source, "
						+ "ends_at, end_local, end_zone, end_precision, end_zone_source, status, attendance_mode, "
						+ "interested_count, venue_id, created_at, updated_at")) {
			for (int number = 0; number < this.world.events(); number++) {
				event(rows, number);
			}
		}
	}

	private void event(CopyRows rows, int number) throws SQLException {
		SplittableRandom random = World.random("event", number);
		Occasion occasion = this.world.occasion(number);
		String precision = occasion.dayOnly() ? "DAY" : "MINUTE";
		String source = (occasion.venue() < 0) ? "STATED" : "VENUE";
		boolean ends = occasion.end() != null;
		var heard = World.heard(number, this.world.events());
		rows.add(this.world.eventKey(number))
			.add("https://listings.example/events/" + (80_000_000_000L + number))
			.add(Words.pick(NAMES, random).formatted(telling(random), telling(random)))
			.add(text(random, 40 + random.nextInt(41)))
			.add(occasion.startsAt())
			.add(occasion.start())
			.add(occasion.zone())
			.add(precision)
			.add(source)
			.add(ends ? occasion.endsAt() : null)
			.add(occasion.end())
			.add(ends ? occasion.zone() : null)
			.add(ends ? precision : null)
			.add(ends ? source : null)
			.add(status(random.nextInt(200)))
			.add(occasion.attendance())
			.add(interested(random))
			.add((occasion.venue() < 0) ? null : this.world.venueKey(occasion.venue()))
			.add(heard)
			.add(heard.plus(Duration.ofMinutes((long) (28_000 * Math.pow(random.nextDouble(), 4)))))
			.end();
	}

	private static String status(int draw) {
		return switch (draw) {
			case 0, 1, 2, 3, 4 -> "CANCELLED";
			case 5, 6, 7 -> "POSTPONED";
			case 8, 9, 10 -> "RESCHEDULED";
			case 11 -> "MOVED_ONLINE";
			default -> "SCHEDULED";
		};
	}

	/** A third interest nobody, half fewer than ten, and one in a thousand many thousands. */
	private static long interested(SplittableRandom random) {
		return (random.nextInt(3) == 0) ? 0
				: (long) Math.min(3_000_000, 3 * (Math.pow(1 - random.nextDouble(), -1.25) - 1));
	}

	private void eventOrganizers() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "event_organizer",
				"event_id, position, organizer_id, starts_at")) {
			for (int number = 0; number < this.world.events(); number++) {
				Occasion occasion = this.world.occasion(number);
				int with = World.random("with", number).nextInt(20 * this.world.organizers());
				rows.add(this.world.eventKey(number))
					.add(0)
					.add(this.world.organizerKey(occasion.organizer()))
					.add(occasion.startsAt())
					.end();
				if (with < this.world.organizers() && with != occasion.organizer()) {
					rows.add(this.world.eventKey(number))
						.add(1)
						.add(this.world.organizerKey(with))
						.add(occasion.startsAt())
						.end();
				}
			}
		}
	}

	private void eventCategories() throws SQLException {
		List<String> slugs = World.CATEGORIES.stream().map(Seed::slug).toList();
		try (CopyRows rows = new CopyRows(this.connection, "event_category", "event_id, position, category_slug")) {
			for (int number = 0; number < this.world.events(); number++) {
				SplittableRandom random = World.random("categories", number);
				Set<String> some = new LinkedHashSet<>();
				for (int i = 1 + random.nextInt(3); i > 0; i--) {
					some.add(slugs.get((int) (slugs.size() * Math.pow(random.nextDouble(), 1.8))));
				}
				int position = 0;
				for (String slug : some) {
					rows.add(this.world.eventKey(number)).add(position++).add(slug).end();
				}
			}
		}
	}

	private void tickets() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "ticket",
				"event_id, position, name, url, price_kind, price_amount, price_currency, availability")) {
			for (int number = 0; number < this.world.events(); number++) {
				SplittableRandom random = World.random("tickets", number);
				String currency = this.world.occasion(number).city().currency();
				int draw = random.nextInt(100);
				String kind = (draw < 25) ? "FREE" : (draw < 40) ? "UNKNOWN" : "PAID";
				double price = 4 + 12 * Math.exp(random.nextGaussian() * 0.8);
				for (int position = 0; position < World.TICKETS; position++) {
					boolean priced = kind.equals("PAID") && random.nextInt(20) > 0;
					rows.add(this.world.eventKey(number))
						.add(position)
						.add(TICKET_NAMES[(number + position) % TICKET_NAMES.length])
						.add("https://tickets.example/" + (80_000_000_000L + number) + "/" + position)
						.add(kind)
						.add(priced ? amount(price * (1 + 0.4 * position), currency) : null)
						.add(priced ? currency : null)
						.add(Words.pick(AVAILABILITIES, random))
						.end();
				}
			}
		}
	}

	/** Some currencies have large numbers. */
	private static BigDecimal amount(double price, String currency) {
		int factor = switch (currency) {
			case "JPY", "INR", "THB", "KES" -> 100;
			case "KRW", "CLP", "NGN", "COP", "ARS" -> 1_000;
			case "IDR" -> 10_000;
			default -> 1;
		};
		return (factor == 1) ? BigDecimal.valueOf(Math.round(price * 2), 0).divide(BigDecimal.TWO)
				: BigDecimal.valueOf(Math.round(price) * factor);
	}

	private void images() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "image", "event_id, position, url, alt, role")) {
			for (int number = 0; number < this.world.events(); number++) {
				SplittableRandom random = World.random("image", number);
				rows.add(this.world.eventKey(number))
					.add(0)
					.add("https://images.example/" + (80_000_000_000L + number) + ".jpg")
					.add((random.nextInt(4) == 0) ? null : text(random, 4))
					.add((random.nextInt(3) == 0) ? "THUMBNAIL" : "BANNER")
					.end();
			}
		}
	}

	private void faqs() throws SQLException {
		try (CopyRows rows = new CopyRows(this.connection, "faq", "event_id, position, question, answer")) {
			for (int number = 0; number < this.world.events(); number++) {
				SplittableRandom random = World.random("faq", number);
				for (int position = 0; position < World.FAQS; position++) {
					rows.add(this.world.eventKey(number))
						.add(position)
						.add("What about the " + telling(random).toLowerCase(Locale.ROOT) + "?")
						.add(text(random, 8 + random.nextInt(14)))
						.end();
				}
			}
		}
	}

	private String telling(SplittableRandom random) {
		return Words.capitalised(this.words.drawTelling(random));
	}

	/** Sentences of six to fifteen words, with a line break now and then. */
	private String text(SplittableRandom random, int count) {
		StringBuilder text = new StringBuilder(count * 8);
		int left = 0;
		for (int i = 0; i < count; i++) {
			String word = this.words.draw(random);
			if (left > 0) {
				text.append(' ').append(word);
			}
			else {
				text.append((i == 0) ? "" : (random.nextInt(5) == 0) ? ".\n" : ". ").append(Words.capitalised(word));
				left = 6 + random.nextInt(10);
			}
			left--;
		}
		return text.append('.').toString();
	}

	private boolean hasSearch() throws SQLException {
		return !strings("select proname from pg_proc where proname = 'refill_event_search'").isEmpty();
	}

	private List<String> definitionsOfIndexes() throws SQLException {
		return indexes("pg_get_indexdef(indexrelid)");
	}

	private List<String> namesOfIndexes() throws SQLException {
		return indexes("indexrelid::regclass::text");
	}

	/** Those that no constraint stands on. */
	private List<String> indexes(String what) throws SQLException {
		return strings("select " + what + """
				 from pg_index join pg_class on pg_class.oid = indrelid
				where relnamespace = current_schema()::regnamespace and relkind = 'r' and relname not like 'flyway%'
				  and not exists (select 1 from pg_constraint where conindid = indexrelid)
				order by indexrelid""");
	}

	private List<String> strings(String sql) throws SQLException {
		List<String> strings = new ArrayList<>();
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				strings.add(rows.getString(1));
			}
		}
		return strings;
	}

	private void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static void step(String what, Work work) throws SQLException {
		long start = System.nanoTime();
		work.run();
		System.out.printf(Locale.ROOT, "  %-16s %6.1f s%n", what, (System.nanoTime() - start) / 1e9);
	}

	private interface Work {

		void run() throws SQLException;

	}

}
