package dev.marquee.query.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.UUID;

import dev.marquee.query.compile.CacheableFragment;
import dev.marquee.query.json.EncodedJson.FragmentSpan;
import dev.marquee.query.json.ResponseTooLargeException;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of a root field with placeholders instead of fragments, and the fragments
 * found for them so far.
 */
final class ResponseTemplate {

	private final byte[] json;

	private final List<Placeholder> placeholders = new ArrayList<>();

	private int missingCount;

	private long length;

	ResponseTemplate(byte[] json, List<FragmentSpan> fragmentSpans, List<CacheableFragment> fragments,
			FragmentCache cache) {
		this.json = json;
		this.length = json.length;
		for (FragmentSpan span : fragmentSpans) {
			Placeholder placeholder = new Placeholder(span, fragments.get(span.fragmentNumber()));
			this.placeholders.add(placeholder);
			byte[] cached = cache.find(placeholder.key, span.versionStamp());
			if (cached != null) {
				put(placeholder, cached);
			}
			else {
				this.missingCount++;
			}
		}
	}

	/** The number of placeholders. */
	int size() {
		return this.placeholders.size();
	}

	/** The number of placeholders without a fragment. */
	int missingCount() {
		return this.missingCount;
	}

	/** The fragments that have missing objects. */
	List<CacheableFragment> missingFragments() {
		return this.placeholders.stream()
			.filter(Placeholder::isEmpty)
			.map((placeholder) -> placeholder.cacheableFragment)
			.distinct()
			.toList();
	}

	/** The keys of a fragment's missing objects. */
	UUID[] missingKeys(CacheableFragment cacheableFragment) {
		SequencedSet<UUID> keys = new LinkedHashSet<>();
		for (Placeholder placeholder : this.placeholders) {
			if (placeholder.isEmpty() && placeholder.cacheableFragment.equals(cacheableFragment)) {
				keys.add(new UUID(placeholder.key.mostSignificantBits(), placeholder.key.leastSignificantBits()));
			}
		}
		return keys.toArray(UUID[]::new);
	}

	/** Fills the placeholders of an object that have the same version stamp. */
	void put(FragmentKey key, byte[] versionStamp, byte[] object) {
		for (Placeholder placeholder : this.placeholders) {
			if (placeholder.isEmpty() && placeholder.key.equals(key)
					&& Arrays.equals(placeholder.versionStamp, versionStamp)) {
				put(placeholder, object);
				this.missingCount--;
			}
		}
	}

	private void put(Placeholder placeholder, byte[] object) {
		placeholder.object = object;
		this.length += object.length;
	}

	/**
	 * The complete JSON; call only if nothing is missing.
	 * @throws ResponseTooLargeException if it has more bytes than it may have
	 */
	byte[] render(int maxLength) {
		if (this.length > maxLength) {
			throw new ResponseTooLargeException();
		}
		byte[] response = new byte[(int) this.length];
		int writePosition = 0;
		int readPosition = 0;
		for (Placeholder placeholder : this.placeholders) {
			byte[] object = placeholder.object();
			System.arraycopy(this.json, readPosition, response, writePosition, placeholder.position - readPosition);
			writePosition += placeholder.position - readPosition;
			System.arraycopy(object, 0, response, writePosition, object.length);
			writePosition += object.length;
			readPosition = placeholder.position;
		}
		System.arraycopy(this.json, readPosition, response, writePosition, this.json.length - readPosition);
		return response;
	}

	/**
	 * A position in the JSON, and the object that belongs there.
	 */
	private static final class Placeholder {

		private final int position;

		private final byte[] versionStamp;

		private final CacheableFragment cacheableFragment;

		private final FragmentKey key;

		private byte @Nullable [] object;

		Placeholder(FragmentSpan fragmentSpan, CacheableFragment cacheableFragment) {
			this.position = fragmentSpan.start();
			this.versionStamp = fragmentSpan.versionStamp();
			this.cacheableFragment = cacheableFragment;
			this.key = FragmentKey.of(cacheableFragment, fragmentSpan);
		}

		boolean isEmpty() {
			return this.object == null;
		}

		byte[] object() {
			if (this.object == null) {
				throw new IllegalStateException("An object is missing for a placeholder");
			}
			return this.object;
		}

	}

}
