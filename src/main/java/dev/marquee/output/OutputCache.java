package dev.marquee.output;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.LongAdder;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Caches the bodies of lists as they were sent, each with the entity tag for which it is
 * valid. Outdated entries need no invalidation: each look-up passes the tag that follows
 * from the versions that PostgreSQL returned for the request.
 */
final class OutputCache {

	/**
	 * The bytes of an entry beside its content: objects, references, hash table slots.
	 */
	private static final int ENTRY_OVERHEAD = 250;

	private static final DataSize MAX_DEFAULT_SIZE = DataSize.ofMegabytes(32);

	private static final int HEAP_DIVISOR = 16;

	/** A body may take this part of the cache. */
	private static final int BODY_DIVISOR = 8;

	private final int maxBodyBytes;

	private final Cache<BodyKey, CachedBody> bodies;

	private final LongAdder hits = new LongAdder();

	private final LongAdder misses = new LongAdder();

	/**
	 * Creates a cache.
	 * @param maxBytes the memory that it may use; 0 disables it
	 */
	OutputCache(long maxBytes) {
		this.maxBodyBytes = (int) Math.min(maxBytes / BODY_DIVISOR, Integer.MAX_VALUE / 2);
		this.bodies = Caffeine.newBuilder()
			.maximumWeight(maxBytes)
			.weigher((BodyKey key, CachedBody cachedBody) -> ENTRY_OVERHEAD + 2 * key.address().length()
					+ cachedBody.body.length)
			.build();
	}

	/** A cache that may use a sixteenth of the heap, but no more than 32 MB. */
	static OutputCache ofDefaultSize() {
		return new OutputCache(Math.min(MAX_DEFAULT_SIZE.toBytes(), Runtime.getRuntime().maxMemory() / HEAP_DIVISOR));
	}

	/** The body if it is cached for this tag; otherwise null. */
	byte @Nullable [] find(BodyKey key, String tag) {
		CachedBody cachedBody = this.bodies.getIfPresent(key);
		if (cachedBody == null || !cachedBody.tag.equals(tag)) {
			this.misses.increment();
			return null;
		}
		this.hits.increment();
		return cachedBody.body;
	}

	/** Receives a body while it is sent. */
	Recording record(BodyKey key, String tag) {
		return new Recording(key, tag);
	}

	void clear() {
		this.bodies.invalidateAll();
	}

	/** Registers metrics; an outdated entry counts as a miss. */
	void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("cache.gets", this.hits, LongAdder::sum)
			.tags("cache", "outputs", "result", "hit")
			.register(registry);
		FunctionCounter.builder("cache.gets", this.misses, LongAdder::sum)
			.tags("cache", "outputs", "result", "miss")
			.register(registry);
		Gauge.builder("cache.size", this.bodies, Cache::estimatedSize).tags("cache", "outputs").register(registry);
	}

	/**
	 * The key under which a body is cached.
	 *
	 * @param address the address of the list, which also appears in its body
	 * @param compressed whether the body is compressed
	 */
	record BodyKey(String address, boolean compressed) {
	}

	private static final class CachedBody {

		private final String tag;

		private final byte[] body;

		CachedBody(String tag, byte[] body) {
			this.tag = tag;
			this.body = body;
		}

	}

	/**
	 * Collects a body. One that is too large for the cache is dropped.
	 */
	final class Recording extends OutputStream {

		private final BodyKey key;

		private final String tag;

		private @Nullable ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private Recording(BodyKey key, String tag) {
			this.key = key;
			this.tag = tag;
		}

		@Override
		public void write(int octet) {
			write(new byte[] { (byte) octet }, 0, 1);
		}

		@Override
		public void write(byte[] source, int offset, int length) {
			ByteArrayOutputStream collected = this.bytes;
			if (collected != null) {
				if (collected.size() + length <= OutputCache.this.maxBodyBytes) {
					collected.write(source, offset, length);
				}
				else {
					this.bytes = null;
				}
			}
		}

		/** Caches the body, which is complete. */
		void complete() {
			ByteArrayOutputStream collected = this.bytes;
			if (collected != null) {
				OutputCache.this.bodies.put(this.key, new CachedBody(this.tag, collected.toByteArray()));
			}
		}

	}

}
