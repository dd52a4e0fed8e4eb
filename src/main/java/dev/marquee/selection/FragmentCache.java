package dev.marquee.selection;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The JSON of fragments, each with the stamp for which it holds. What is kept is never
 * removed for being out of date: whoever asks brings the stamp that PostgreSQL sees now.
 */
final class FragmentCache {

	/** What an entry takes beside its bytes: objects, references, places in tables. */
	private static final int OVERHEAD = 250;

	private static final DataSize MOST_UNASKED = DataSize.ofMegabytes(128);

	private static final int PART_OF_HEAP = 4;

	private final long size;

	private final Cache<FragmentKey, Kept> objects;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	/**
	 * Creates a cache.
	 * @param bytes how much memory it may take; with 0, nothing is kept
	 */
	FragmentCache(long bytes) {
		this.size = bytes;
		this.objects = Caffeine.newBuilder()
			.maximumWeight(bytes)
			.weigher((FragmentKey key, Kept kept) -> kept.weight())
			.build();
	}

	/** A quarter of the heap, but no more than 128 MB. */
	static FragmentCache ofUsualSize() {
		return new FragmentCache(Math.min(MOST_UNASKED.toBytes(), Runtime.getRuntime().maxMemory() / PART_OF_HEAP));
	}

	boolean keepsAny() {
		return this.size > 0;
	}

	/** The JSON that holds for the stamp, or null. */
	byte @Nullable [] find(FragmentKey key, byte[] stamp) {
		Kept kept = this.objects.getIfPresent(key);
		if (kept == null || !kept.holdsFor(stamp)) {
			this.misses.increment();
			return null;
		}
		this.hits.increment();
		return kept.json;
	}

	/**
	 * Keeps the JSON for the stamp.
	 * @return whether it was kept already
	 */
	boolean keep(FragmentKey key, byte[] stamp, byte[] json) {
		Kept kept = this.objects.getIfPresent(key);
		if (kept != null && kept.holdsFor(stamp)) {
			return true;
		}
		this.objects.put(key, new Kept(stamp, json));
		return false;
	}

	long bytes() {
		this.objects.cleanUp();
		return this.objects.policy().eviction().orElseThrow().weightedSize().orElseThrow();
	}

	/** What is out of date counts as not found. */
	void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("cache.gets", this.hits, LongAdder::sum)
			.tags("cache", "fragments", "result", "hit")
			.register(registry);
		FunctionCounter.builder("cache.gets", this.misses, LongAdder::sum)
			.tags("cache", "fragments", "result", "miss")
			.register(registry);
		Gauge.builder("cache.size", this.objects, Cache::estimatedSize).tags("cache", "fragments").register(registry);
		Gauge.builder("marquee.fragments", this, FragmentCache::bytes).baseUnit("bytes").register(registry);
	}

	private static final class Kept {

		private final byte[] stamp;

		private final byte[] json;

		Kept(byte[] stamp, byte[] json) {
			this.stamp = stamp;
			this.json = json;
		}

		boolean holdsFor(byte[] stamp) {
			return Arrays.equals(this.stamp, stamp);
		}

		int weight() {
			return OVERHEAD + this.stamp.length + this.json.length;
		}

	}

}
