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
 * Caches the JSON of fragments, each with the version stamp for which it is valid.
 * Outdated entries need no invalidation: each look-up passes the version stamp that
 * PostgreSQL returned for the request.
 */
final class FragmentCache implements CachedFragments {

	/**
	 * The bytes of an entry beside its content: objects, references, hash table slots.
	 */
	private static final int ENTRY_OVERHEAD = 250;

	private static final DataSize MAX_DEFAULT_SIZE = DataSize.ofMegabytes(128);

	private static final int HEAP_DIVISOR = 4;

	private final long maxBytes;

	private final Cache<FragmentKey, CachedJson> objects;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	/**
	 * Creates a cache.
	 * @param maxBytes the memory that it may use; 0 disables it
	 */
	FragmentCache(long maxBytes) {
		this.maxBytes = maxBytes;
		this.objects = Caffeine.newBuilder()
			.maximumWeight(maxBytes)
			.weigher((FragmentKey key, CachedJson cachedJson) -> cachedJson.weight())
			.build();
	}

	/** A cache that may use a quarter of the heap, but no more than 128 MB. */
	static FragmentCache ofDefaultSize() {
		return new FragmentCache(Math.min(MAX_DEFAULT_SIZE.toBytes(), Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
	}

	boolean isEnabled() {
		return this.maxBytes > 0;
	}

	/** The JSON if it is cached for this version stamp; otherwise null. */
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
	 * Caches the JSON for a version stamp.
	 * @return whether it was already cached
	 */
	boolean put(FragmentKey key, byte[] versionStamp, byte[] json) {
		CachedJson cachedJson = this.objects.getIfPresent(key);
		if (cachedJson != null && cachedJson.isCurrentFor(versionStamp)) {
			return true;
		}
		this.objects.put(key, new CachedJson(versionStamp, json));
		return false;
	}

	@Override
	public void clear() {
		this.objects.invalidateAll();
	}

	long weightedSize() {
		this.objects.cleanUp();
		return this.objects.policy().eviction().orElseThrow().weightedSize().orElseThrow();
	}

	/** Registers metrics; an outdated entry counts as a miss. */
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
