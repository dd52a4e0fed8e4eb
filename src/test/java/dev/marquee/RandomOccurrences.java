package dev.marquee;

import java.util.Random;
import java.util.UUID;

import dev.marquee.database.TestDatabase;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

import static dev.marquee.db.Tables.EVENT;

/**
 * Lets some of the events in the test database recur: with regular, moved, cancelled and
 * postponed occurrences, with and without one at the start of the event. The same seed
 * and events make the same occurrences.
 */
public final class RandomOccurrences {

	private RandomOccurrences() {
	}

	/** Adds occurrences to about a third of all events, and refreshes what follows. */
	public static void addTo(long seed) {
		Random random = new Random(seed);
		DSLContext sql = TestDatabase.dsl();
		sql.transaction((configuration) -> {
			for (UUID event : configuration.dsl().select(EVENT.ID).from(EVENT).orderBy(EVENT.ID).fetch(EVENT.ID)) {
				if (random.nextInt(3) == 0) {
					addTo(event, random, configuration.dsl());
				}
			}
			configuration.dsl()
				.execute("update event set version = version + 1 where id in (select event_id from recurrence)");
		});
	}

	private static void addTo(UUID event, Random random, DSLContext sql) {
		sql.execute("insert into recurrence (event_id, rules) values ({0}, '{FREQ=DAILY}') on conflict do nothing",
				DSL.val(event));
		for (int day = random.nextInt(-5, 1); day <= 12; day += 1 + random.nextInt(5)) {
			int moved = (random.nextInt(4) == 0) ? random.nextInt(-30, 30) : 0;
			String status = switch (random.nextInt(8)) {
				case 0 -> "CANCELLED";
				case 1 -> "POSTPONED";
				default -> (moved != 0) ? "RESCHEDULED" : "SCHEDULED";
			};
			add(event, day, moved, status, sql);
		}
	}

	/**
	 * Adds an occurrence.
	 * @param day the day of the original start, counted from that of the event
	 * @param movedBy the hours, or the days if only the day is known, by which it was
	 * moved
	 */
	public static void add(UUID event, int day, int movedBy, String status, DSLContext sql) {
		sql.execute(
				"""
						insert into occurrence (id, event_id, original_start, starts_at, start_local, start_zone, start_precision,
							start_zone_source, ends_at, end_local, end_zone, end_precision, end_zone_source, previous_starts_at,
							previous_start_local, previous_start_zone, previous_start_precision, previous_start_zone_source, status,
							cancellation_reason)
						select id_of_occurrence(id, original, start_local), id, original, starts_at, local, start_zone,
							start_precision, start_zone_source,
							case when ends_at is not null then greatest(starts_at, (ending + case end_precision when 'DAY'
								then interval '1 day' else interval '0' end) at time zone end_zone) end,
							ending, end_zone, end_precision, end_zone_source,
							previous, case when previous is not null then original end,
							case when previous is not null then start_zone end,
							case when previous is not null then start_precision end,
							case when previous is not null then start_zone_source end,
							{3}, case {3} when 'CANCELLED' then 'Rain' end
						from (
							select id, original, local, local at time zone start_zone as starts_at, start_local, start_zone,
								start_precision, start_zone_source, ends_at, end_local + (local - start_local) as ending, end_zone,
								end_precision, end_zone_source,
								case when original <> local then original at time zone start_zone end as previous
							from (
								select *, start_local + {1} * interval '1 day' as original,
									start_local + {1} * interval '1 day'
										+ {2} * case start_precision when 'DAY' then interval '1 day' else interval '1 hour' end as local
								from event where id = {0}
							) as dated
						) as zoned""",
				DSL.val(event), DSL.inline(day), DSL.inline(movedBy), DSL.inline(status));
	}

}
