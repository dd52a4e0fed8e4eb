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

import seed.Dataset.GeneratedEvent;

/**
 * Fills an empty database with a {@link Dataset}, by COPY into tables without secondary indexes, which it recreates from their
 * definitions afterwards.
 */
public final class DatabaseSeeder {

	private static final String[] NAMES = { "%s %s", "The %s of %s", "%s and %s", "%s: an evening of %s", "%s for %s",
			"%s under the %s", "First %s, last %s" };

	private static final String[] HALLS = { "Hall", "Theatre", "Club", "House", "Garden", "Arena", "Church", "Library",
			"Cinema", "Yard" };

	private static final String[] SOCIETIES = { "Society", "Collective", "Club", "Productions", "Association", "Friends",
			"Studio", "Records" };

	private static final String[] TICKET_NAMES = { "Standard", "Reduced", "Early bird", "Front row", "Standing", "Day pass" };

	private static final String[] AVAILABILITIES = { "IN_STOCK", "IN_STOCK", "IN_STOCK", "LIMITED", "SOLD_OUT",
			"PRE_ORDER", "UNKNOWN" };

	/** The columns that triggers set are those of equal occurrences in each week. */
	private static final String OCCURRENCES = """
			insert into occurrence (id, event_id, original_start, starts_at, start_local, start_zone, start_precision,
				start_zone_source, ends_at, end_local, end_zone, end_precision, end_zone_source, status, preceded_until,
				preceded_day, gap_class)
			select id_of_occurrence(event.id, local, event.start_local), event.id, local, local at time zone start_zone, local,
				start_zone, start_precision, start_zone_source,
				(local + (end_local - start_local)) at time zone end_zone, local + (end_local - start_local), end_zone,
				end_precision, end_zone_source, 'SCHEDULED',
				case when week = 0 then '0001-01-01 00:00Z' else coalesce(
					(earlier + (end_local - start_local)) at time zone end_zone,
					case start_precision when 'DAY' then (earlier + interval '1 day') at time zone start_zone end,
					earlier at time zone start_zone + interval '1 microsecond') end,
				case when week = 0 then '0001-01-01'
					else coalesce(earlier + (end_local - start_local) - interval '1 microsecond', earlier)::date end,
				case when week = 0 then 9 else 4 end
			from recurrence join event on event.id = recurrence.event_id,
				generate_series(0, substring(rules[1] from 'COUNT=(\\d+)')::integer - 1) as week,
				lateral (
					select start_local + week * interval '7 days' as local, start_local + (week - 1) * interval '7 days' as earlier
				) as start
			""";

	private final Connection connection;

	private final Dataset dataset;

	private final Vocabulary vocabulary;

	private DatabaseSeeder(Connection connection, Dataset dataset) {
		this.connection = connection;
		this.dataset = dataset;
		this.vocabulary = dataset.vocabulary();
	}

	public static void seed(Connection connection, Dataset dataset) throws SQLException {
		new DatabaseSeeder(connection, dataset).run();
	}

	private void run() throws SQLException {
		List<String> indexes = indexDefinitions();
		this.connection.setAutoCommit(false);
		execute("set session_replication_role = replica");
		execute("truncate venue, organizer, event, category cascade");
		for (String name : indexNames()) {
			execute("drop index " + name);
		}
		step("venues", this::venues);
		step("organizers", this::organizers);
		step("categories", this::categories);
		execute("alter table event enable always trigger event_slug_set");
		step("events", this::events);
		execute("alter table event enable trigger event_slug_set");
		step("their organizers", this::eventOrganizers);
		step("their categories", this::eventCategories);
		step("tickets", this::tickets);
		step("images", this::images);
		step("FAQs", this::faqs);
		step("recurrences", this::recurrences);
		step("occurrences", () -> execute(OCCURRENCES));
		execute("set session_replication_role = origin");
		if (this.dataset.recurring() > 0) {
			execute("create or replace function events_recur() returns boolean language sql stable parallel safe return true");
		}
		this.connection.commit();
		this.connection.setAutoCommit(true);
		execute("vacuum analyze");
		execute("set maintenance_work_mem = '1GB'");
		step("indexes", () -> {
			for (String definition : indexes) {
				execute(definition);
			}
		});
		step("event_search", () -> execute("select refill_event_search()"));
		step("statistics", () -> execute("vacuum analyze"));
		execute("checkpoint");
	}

	private void venues() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "venue", "id, name, full_address, city, state, country, "
				+ "country_code, latitude, longitude, created_at, updated_at")) {
			for (int number = 0; number < this.dataset.venues(); number++) {
				SplittableRandom random = Dataset.random("venue", number);
				City city = this.dataset.cityOfVenue(number);
				String name = contentWord(random) + " " + Vocabulary.pick(HALLS, random);
				String street = (1 + random.nextInt(300)) + " " + contentWord(random) + " Street";
				boolean hasCoordinates = random.nextInt(100) >= 4;
				double latitude = city.latitude() + random.nextGaussian() * 0.06;
				double longitude = city.longitude()
						+ random.nextGaussian() * 0.06 / Math.cos(Math.toRadians(city.latitude()));
				rows.add(this.dataset.venueId(number))
					.add(name)
					.add(street + ", Suite " + number + ", " + city.name() + ", " + city.country())
					.add(city.name())
					.add(city.state().isEmpty() ? null : city.state())
					.add(city.country())
					.add(city.countryCode())
					.add(hasCoordinates ? degrees(latitude) : null)
					.add(hasCoordinates ? degrees(longitude) : null)
					.add(Dataset.createdAt(number, this.dataset.venues()))
					.add(Dataset.createdAt(number, this.dataset.venues()))
					.endRow();
			}
		}
	}

	private static String degrees(double value) {
		return BigDecimal.valueOf(value).setScale(6, RoundingMode.HALF_UP).toPlainString();
	}

	private void organizers() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "organizer",
				"id, name, url, source_id, description, created_at, updated_at")) {
			for (int number = 0; number < this.dataset.organizers(); number++) {
				SplittableRandom random = Dataset.random("organizer", number);
				rows.add(this.dataset.organizerId(number))
					.add(contentWord(random) + " " + contentWord(random) + " " + Vocabulary.pick(SOCIETIES, random))
					.add("https://listings.example/org/" + (1_000_000 + number))
					.add(1_000_000 + number)
					.add(text(random, 12 + random.nextInt(30)))
					.add(Dataset.createdAt(number, this.dataset.organizers()))
					.add(Dataset.createdAt(number, this.dataset.organizers()))
					.endRow();
			}
		}
	}

	private void categories() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "category", "slug, name")) {
			for (String name : Dataset.CATEGORIES) {
				rows.add(slug(name)).add(name).endRow();
			}
		}
	}

	private static String slug(String name) {
		return name.toLowerCase(Locale.ROOT).replace(' ', '-');
	}

	private void events() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "event",
				"id, url, name, description, starts_at, start_local, start_zone, start_precision, start_zone_source, "
						+ "ends_at, end_local, end_zone, end_precision, end_zone_source, status, attendance_mode, "
						+ "interested_count, venue_id, created_at, updated_at")) {
			for (int number = 0; number < this.dataset.events(); number++) {
				event(rows, number);
			}
		}
	}

	private void event(CopyWriter rows, int number) throws SQLException {
		SplittableRandom random = Dataset.random("event", number);
		GeneratedEvent event = this.dataset.event(number);
		String precision = event.dayOnly() ? "DAY" : "MINUTE";
		String source = (event.venue() < 0) ? "STATED" : "VENUE";
		boolean hasEnd = event.end() != null;
		var createdAt = Dataset.createdAt(number, this.dataset.events());
		rows.add(this.dataset.eventId(number))
			.add("https://listings.example/events/" + (80_000_000_000L + number))
			.add(Vocabulary.pick(NAMES, random).formatted(contentWord(random), contentWord(random)))
			.add(text(random, 40 + random.nextInt(41)))
			.add(event.startsAt())
			.add(event.start())
			.add(event.zone())
			.add(precision)
			.add(source)
			.add(hasEnd ? event.endsAt() : null)
			.add(event.end())
			.add(hasEnd ? event.zone() : null)
			.add(hasEnd ? precision : null)
			.add(hasEnd ? source : null)
			.add(status(random.nextInt(200)))
			.add(event.attendance())
			.add(interestedCount(random))
			.add((event.venue() < 0) ? null : this.dataset.venueId(event.venue()))
			.add(createdAt)
			.add(createdAt.plus(Duration.ofMinutes((long) (28_000 * Math.pow(random.nextDouble(), 4)))))
			.endRow();
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

	/** A third of the events have 0, half fewer than ten, and one in a thousand many thousands. */
	private static long interestedCount(SplittableRandom random) {
		return (random.nextInt(3) == 0) ? 0
				: (long) Math.min(3_000_000, 3 * (Math.pow(1 - random.nextDouble(), -1.25) - 1));
	}

	private void eventOrganizers() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "event_organizer",
				"event_id, position, organizer_id, starts_at")) {
			for (int number = 0; number < this.dataset.events(); number++) {
				GeneratedEvent event = this.dataset.event(number);
				int coOrganizer = Dataset.random("with", number).nextInt(20 * this.dataset.organizers());
				rows.add(this.dataset.eventId(number))
					.add(0)
					.add(this.dataset.organizerId(event.organizer()))
					.add(event.startsAt())
					.endRow();
				if (coOrganizer < this.dataset.organizers() && coOrganizer != event.organizer()) {
					rows.add(this.dataset.eventId(number))
						.add(1)
						.add(this.dataset.organizerId(coOrganizer))
						.add(event.startsAt())
						.endRow();
				}
			}
		}
	}

	private void eventCategories() throws SQLException {
		List<String> slugs = Dataset.CATEGORIES.stream().map(DatabaseSeeder::slug).toList();
		try (CopyWriter rows = new CopyWriter(this.connection, "event_category", "event_id, position, category_slug")) {
			for (int number = 0; number < this.dataset.events(); number++) {
				SplittableRandom random = Dataset.random("categories", number);
				Set<String> drawn = new LinkedHashSet<>();
				for (int i = 1 + random.nextInt(3); i > 0; i--) {
					drawn.add(slugs.get((int) (slugs.size() * Math.pow(random.nextDouble(), 1.8))));
				}
				int position = 0;
				for (String slug : drawn) {
					rows.add(this.dataset.eventId(number)).add(position++).add(slug).endRow();
				}
			}
		}
	}

	private void tickets() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "ticket",
				"event_id, position, name, url, price_kind, price_amount, price_currency, availability")) {
			for (int number = 0; number < this.dataset.events(); number++) {
				SplittableRandom random = Dataset.random("tickets", number);
				String currency = this.dataset.event(number).city().currency();
				int draw = random.nextInt(100);
				String kind = (draw < 25) ? "FREE" : (draw < 40) ? "UNKNOWN" : "PAID";
				double price = 4 + 12 * Math.exp(random.nextGaussian() * 0.8);
				for (int position = 0; position < Dataset.TICKETS; position++) {
					boolean priced = kind.equals("PAID") && random.nextInt(20) > 0;
					rows.add(this.dataset.eventId(number))
						.add(position)
						.add(TICKET_NAMES[(number + position) % TICKET_NAMES.length])
						.add("https://tickets.example/" + (80_000_000_000L + number) + "/" + position)
						.add(kind)
						.add(priced ? amount(price * (1 + 0.4 * position), currency) : null)
						.add(priced ? currency : null)
						.add(Vocabulary.pick(AVAILABILITIES, random))
						.endRow();
				}
			}
		}
	}

	/** Scales the price to the usual magnitude of the currency. */
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
		try (CopyWriter rows = new CopyWriter(this.connection, "image", "event_id, position, url, alt, role")) {
			for (int number = 0; number < this.dataset.events(); number++) {
				SplittableRandom random = Dataset.random("image", number);
				rows.add(this.dataset.eventId(number))
					.add(0)
					.add("https://images.example/" + (80_000_000_000L + number) + ".jpg")
					.add((random.nextInt(4) == 0) ? null : text(random, 4))
					.add((random.nextInt(3) == 0) ? "THUMBNAIL" : "BANNER")
					.endRow();
			}
		}
	}

	private void faqs() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "faq", "event_id, position, question, answer")) {
			for (int number = 0; number < this.dataset.events(); number++) {
				SplittableRandom random = Dataset.random("faq", number);
				for (int position = 0; position < Dataset.FAQS; position++) {
					rows.add(this.dataset.eventId(number))
						.add(position)
						.add("What about the " + contentWord(random).toLowerCase(Locale.ROOT) + "?")
						.add(text(random, 8 + random.nextInt(14)))
						.endRow();
				}
			}
		}
	}

	/** Their rows reach far enough that Marquee does not expand them again. */
	private void recurrences() throws SQLException {
		try (CopyWriter rows = new CopyWriter(this.connection, "recurrence", "event_id, rules, expanded_from, expanded_to")) {
			for (int number = 0; number < this.dataset.events(); number++) {
				if (this.dataset.recurs(number)) {
					rows.add(this.dataset.eventId(number))
						.add("{FREQ=WEEKLY;COUNT=" + Dataset.occurrences(number) + "}")
						.add("2020-01-01")
						.add("2040-01-01")
						.endRow();
				}
			}
		}
	}

	private String contentWord(SplittableRandom random) {
		return Vocabulary.capitalize(this.vocabulary.drawContentWord(random));
	}

	/** Generates sentences of six to fifteen words, with an occasional line break. */
	private String text(SplittableRandom random, int count) {
		StringBuilder text = new StringBuilder(count * 8);
		int remaining = 0;
		for (int i = 0; i < count; i++) {
			String word = this.vocabulary.draw(random);
			if (remaining > 0) {
				text.append(' ').append(word);
			}
			else {
				text.append((i == 0) ? "" : (random.nextInt(5) == 0) ? ".\n" : ". ").append(Vocabulary.capitalize(word));
				remaining = 6 + random.nextInt(10);
			}
			remaining--;
		}
		return text.append('.').toString();
	}

	private List<String> indexDefinitions() throws SQLException {
		return indexes("pg_get_indexdef(indexrelid)");
	}

	private List<String> indexNames() throws SQLException {
		return indexes("indexrelid::regclass::text");
	}

	/** Excludes indexes that implement a constraint. */
	private List<String> indexes(String expression) throws SQLException {
		return strings("select " + expression + """
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

	private static void step(String name, Step step) throws SQLException {
		long start = System.nanoTime();
		step.run();
		System.out.printf(Locale.ROOT, "  %-16s %6.1f s%n", name, (System.nanoTime() - start) / 1e9);
	}

	private interface Step {

		void run() throws SQLException;

	}

}
