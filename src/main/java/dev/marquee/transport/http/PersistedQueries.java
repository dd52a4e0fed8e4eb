package dev.marquee.transport.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
		return hash.equalsIgnoreCase(HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8))));
	}

	static byte[] sha256(byte[] bytes) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(bytes);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
