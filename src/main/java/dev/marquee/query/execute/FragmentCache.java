package dev.marquee.query.execute;

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
	private static final int ENTRY_OVERHEAD = 250;

	private static final DataSize MAX_DEFAULT_SIZE = DataSize.ofMegabytes(128);

	private static final int HEAP_DIVISOR = 4;

	private final long maxBytes;

	private final Cache<FragmentKey, CachedJson> objects;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	/**
	 * Creates a cache.
	 * @param maxBytes how much memory it may take; with 0, nothing is kept
	 */
	FragmentCache(long maxBytes) {
		this.maxBytes = maxBytes;
		this.objects = Caffeine.newBuilder()
			.maximumWeight(maxBytes)
			.weigher((FragmentKey key, CachedJson cachedJson) -> cachedJson.weight())
			.build();
	}

	/** A quarter of the heap, but no more than 128 MB. */
	static FragmentCache ofDefaultSize() {
		return new FragmentCache(Math.min(MAX_DEFAULT_SIZE.toBytes(), Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
	}

	boolean isEnabled() {
		return this.maxBytes > 0;
	}

	/** The JSON that holds for the stamp, or null. */
	byte @Nullable [] find(FragmentKey key, byte[] versionStamp) {
		CachedJson cachedJson = this.objects.getIfPresent(key);
		if (cachedJson == null || !cachedJson.isCurrentFor(versionStamp)) {
			this.misses.increment();
			return null;
		}
		this.hits.increment();
		return cachedJson.json;
	}

	/**
	 * Keeps the JSON for the stamp.
	 * @return whether it was kept already
	 */
	boolean put(FragmentKey key, byte[] versionStamp, byte[] json) {
		CachedJson cachedJson = this.objects.getIfPresent(key);
		if (cachedJson != null && cachedJson.isCurrentFor(versionStamp)) {
			return true;
		}
		this.objects.put(key, new CachedJson(versionStamp, json));
		return false;
	}

	long weightedSize() {
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
		Gauge.builder("marquee.fragment.cache.size", this, FragmentCache::weightedSize)
			.baseUnit("bytes")
			.register(registry);
	}

	private static final class CachedJson {

		private final byte[] versionStamp;

		private final byte[] json;

		CachedJson(byte[] versionStamp, byte[] json) {
			this.versionStamp = versionStamp;
			this.json = json;
		}

		boolean isCurrentFor(byte[] versionStamp) {
			return Arrays.equals(this.versionStamp, versionStamp);
		}

		int weight() {
			return ENTRY_OVERHEAD + this.versionStamp.length + this.json.length;
		}

	}

}
