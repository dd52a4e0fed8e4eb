package dev.marquee.transport.http;

import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * A cache of documents that clients registered by their hash (Apollo's automatic
 * persisted queries). A client sends a document again after its eviction.
 */
final class PersistedQueries {

	private final Cache<String, String> textsByHash;

	/**
	 * Creates a cache.
	 * @param characters the maximum number of characters of all texts and hashes together
	 */
	PersistedQueries(long characters) {
		this.textsByHash = Caffeine.newBuilder()
			.maximumWeight(characters)
			.weigher((String hash, String text) -> hash.length() + text.length())
			.build();
	}

	@Nullable String find(String hash) {
		return this.textsByHash.getIfPresent(hash.toLowerCase(Locale.ROOT));
	}

	void register(String hash, String text) {
		this.textsByHash.put(hash.toLowerCase(Locale.ROOT), text);
	}

	static boolean isHashOf(String hash, String text) {
		return hash.equalsIgnoreCase(Hashes.sha256Hex(text));
	}

}
