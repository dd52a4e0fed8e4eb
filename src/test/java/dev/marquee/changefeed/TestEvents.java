package dev.marquee.changefeed;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import dev.marquee.database.TestDatabase;

/**
 * Writes events by plain SQL, without the application.
 */
final class TestEvents {

	private TestEvents() {
	}

	/** Inserts an event that starts in two days, and returns its id. */
	static UUID insert(String name) {
		UUID id = UUID.randomUUID();
		insert(id, name);
		return id;
	}

	static void insert(UUID id, String name) {
		LocalDateTime start = LocalDateTime.now(ZoneOffset.UTC).plusDays(2).truncatedTo(ChronoUnit.MINUTES);
		Instant instant = start.toInstant(ZoneOffset.UTC);
		TestDatabase.dsl()
			.execute("""
					insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
					values (?, ?, ?::timestamptz, ?::timestamp, 'UTC', 'MINUTE', 'STATED')""", id, name,
					instant.atOffset(ZoneOffset.UTC), start);
	}

	static void execute(String sql, Object... values) {
		TestDatabase.dsl().execute(sql, values);
	}

	static String globalId(UUID id) {
		return "evt_" + id;
	}

}
