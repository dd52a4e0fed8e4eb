package dev.marquee.event;

import java.util.List;
import java.util.stream.IntStream;

import dev.marquee.db.tables.EventSearch;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Param;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A sample of the events on a map, from which counts are estimated: one in 32 by a hash
 * of the id. The ids themselves are not random enough: those made in one millisecond are
 * consecutive numbers. The index {@code event_search_sample} has a range of entries for
 * each value of the hash.
 *
 * <p>
 * Of {@code n} events, {@code n / 32} are in the sample on average, with a binomial
 * distribution. So the standard error of an estimated count is {@code sqrt(31 / n)} of
 * it: 6 % for 10,000 events, 18 % for 1,000.
 */
final class MapSample {

	/** The number of events for each event in the sample, on average. */
	static final int EVENTS_PER_SAMPLED = 32;

	/** The number of values of the hash, and so of events for each probed event. */
	private static final int HASH_VALUES = 256;

	private static final List<Param<Integer>> SAMPLED_HASHES = IntStream.range(0, HASH_VALUES / EVENTS_PER_SAMPLED)
		.mapToObj(DSL::inline)
		.toList();

	private MapSample() {
	}

	static Condition isSampled(EventSearch event) {
		return DSL.condition("{0} in ({1})", hash(event), DSL.list(SAMPLED_HASHES));
	}

	/**
	 * Whether an event is one of the few in the sample that are counted first, to find
	 * out whether there are many events.
	 */
	static Condition isProbed(EventSearch event) {
		return DSL.condition("{0} = 0", hash(event));
	}

	/** The average number of probed events among a number of events. */
	static int probed(int events) {
		return events / HASH_VALUES;
	}

	/** The first column of the index, a number below 256. */
	private static Field<Integer> hash(EventSearch event) {
		return DSL.field("(uuid_hash({0}) & 255)", SQLDataType.INTEGER, event.EVENT_ID);
	}

}
