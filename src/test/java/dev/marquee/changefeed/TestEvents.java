package dev.marquee.changefeed;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import dev.marquee.database.TestDatabase;

/**
 * Writes events by plain SQL, as somebody who knows nothing of the log.
 */
final class TestEvents {

	private TestEvents() {
	}

	/** Adds an event that begins in two days, and returns its key. */
	static UUID insert(String name) {
		UUID key = UUID.randomUUID();
		insert(key, name);
		return key;
	}

	static void insert(UUID key, String name) {
		LocalDateTime start = LocalDateTime.now(ZoneOffset.UTC).plusDays(2).truncatedTo(ChronoUnit.MINUTES);
		Instant instant = start.toInstant(ZoneOffset.UTC);
		TestDatabase.dsl()
			.execute("""
					insert into event (id, name, starts_at, start_local, start_zone, start_precision, start_zone_source)
					values (?, ?, ?::timestamptz, ?::timestamp, 'UTC', 'MINUTE', 'STATED')""", key, name,
					instant.atOffset(ZoneOffset.UTC), start);
	}

	static void execute(String sql, Object... values) {
		TestDatabase.dsl().execute(sql, values);
	}

	static String globalId(UUID key) {
		return "evt_" + key;
	}

}
