package dev.marquee.output;

import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.output.ListVersions.EventVersion;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Caches rendered events, each with the version stamp for which it is valid. Outdated
 * entries need no invalidation: each look-up passes the version that PostgreSQL returned
 * for the request.
 */
final class RenderedEvents {

	/**
	 * The bytes of an entry beside its content: objects, references, hash table slots.
	 */
	private static final int ENTRY_OVERHEAD = 300;

	private static final DataSize MAX_DEFAULT_SIZE = DataSize.ofMegabytes(64);

	private static final int HEAP_DIVISOR = 16;

	private final long maxBytes;

	private final Cache<EventKey, CachedEvent> events;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	/**
	 * Creates a cache.
	 * @param maxBytes the memory that it may use; 0 disables it
	 */
	RenderedEvents(long maxBytes) {
		this.maxBytes = maxBytes;
		this.events = Caffeine.newBuilder()
			.maximumWeight(maxBytes)
			.weigher((EventKey key, CachedEvent cached) -> ENTRY_OVERHEAD + cached.versionStamp.length
					+ cached.event.text().length)
			.build();
	}

	/** A cache that may use a sixteenth of the heap, but no more than 64 MB. */
	static RenderedEvents ofDefaultSize() {
		return new RenderedEvents(
				Math.min(MAX_DEFAULT_SIZE.toBytes(), Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
	}

	boolean isEnabled() {
		return this.maxBytes > 0;
	}

	/** The event if it is cached for this version; otherwise null. */
	@Nullable RenderedEvent find(String form, long selectionNumber, EventVersion version) {
		CachedEvent cached = this.events.getIfPresent(new EventKey(form, selectionNumber, version.key()));
		if (cached == null || !version.hasStamp(cached.versionStamp)) {
			this.misses.increment();
			return null;
		}
		this.hits.increment();
		return cached.event;
	}

	void put(String form, long selectionNumber, EventVersion version, RenderedEvent event) {
		this.events.put(new EventKey(form, selectionNumber, version.key()), new CachedEvent(version.stamp(), event));
	}

	void clear() {
		this.events.invalidateAll();
	}

	/** Registers metrics; an outdated entry counts as a miss. */
	void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("cache.gets", this.hits, LongAdder::sum)
			.tags("cache", "rendered-events", "result", "hit")
			.register(registry);
		FunctionCounter.builder("cache.gets", this.misses, LongAdder::sum)
			.tags("cache", "rendered-events", "result", "miss")
			.register(registry);
		Gauge.builder("cache.size", this.events, Cache::estimatedSize)
			.tags("cache", "rendered-events")
			.register(registry);
	}

	/**
	 * The key under which an event is cached.
	 *
	 * @param selectionNumber identifies what is selected of the event
	 */
	private record EventKey(String form, long selectionNumber, UUID event) {
	}

	private static final class CachedEvent {

		private final byte[] versionStamp;

		private final RenderedEvent event;

		CachedEvent(byte[] versionStamp, RenderedEvent event) {
			this.versionStamp = versionStamp;
			this.event = event;
		}

	}

}
