package dev.marquee.event;

import java.util.List;
import java.util.stream.IntStream;

import dev.marquee.db.tables.EventSearch;
import org.jooq.Condition;
import org.jooq.Param;
import org.jooq.impl.DSL;

/**
 * A sample of the events on a map, from which counts are estimated: those of which the
 * last byte of the id, which is random, has one of some values. Their index
 * {@code event_search_sample} has a range of entries for each value.
 *
 * <p>
 * Of {@code n} events, {@code n / 32} are in the sample on average, with a binomial
 * distribution. So the standard error of an estimated count is {@code sqrt(31 / n)} of
 * it: 6 % for 10,000 events, 18 % for 1,000.
 */
final class MapSample {

	/** One event in so many is in the sample. */
	static final int EVENTS_PER_SAMPLED = 32;

	private static final int BYTES = 256;

	private static final List<Param<Integer>> SAMPLED = IntStream.range(0, BYTES / EVENTS_PER_SAMPLED)
		.mapToObj(DSL::inline)
		.toList();

	private MapSample() {
	}

	static Condition isSampled(EventSearch event) {
		return DSL.condition("get_byte(uuid_send({0}), 15) in ({1})", event.EVENT_ID, DSL.list(SAMPLED));
	}

	/**
	 * Whether an event is in the part of the sample that tells soon whether there are
	 * many events.
	 */
	static Condition isProbed(EventSearch event) {
		return DSL.condition("get_byte(uuid_send({0}), 15) = 0", event.EVENT_ID);
	}

	/** How many of so many events are in that part on average. */
	static int probed(int events) {
		return events / BYTES;
	}

}
