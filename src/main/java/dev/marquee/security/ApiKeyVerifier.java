package dev.marquee.security;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.security.ApiKeys.StoredApiKey;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Verifies API keys. Keys are cached for one second, after which every instance rejects a
 * revoked key. A query per second and key costs less than notifying every instance, and
 * no notification can get lost.
 */
@Component
class ApiKeyVerifier {

	private static final Duration CACHE_TTL = Duration.ofSeconds(1);

	private static final Duration LAST_USED_UPDATE_INTERVAL = Duration.ofMinutes(1);

	private static final int MAX_CACHED_KEYS = 10_000;

	private final ApiKeys apiKeys;

	private final Clock clock;

	private final Cache<UUID, CachedApiKey> cache;

	ApiKeyVerifier(ApiKeys apiKeys, Clock clock) {
		this.apiKeys = apiKeys;
		this.clock = clock;
		this.cache = Caffeine.newBuilder()
			.maximumSize(MAX_CACHED_KEYS)
			.expireAfterWrite(CACHE_TTL)
			.ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
			.build();
	}

	/**
	 * Returns the credential of a key; empty if the key is unknown, expired or revoked.
	 */
	Optional<Credential> verify(String text) {
		return ApiKeyToken.parse(text)
			.flatMap(this::findValid)
			.map((key) -> new Credential(key.viewer(), key.expiresAt()));
	}

	private Optional<ApiKey> findValid(ApiKeyToken token) {
		CachedApiKey cached = loadCached(token.id());
		StoredApiKey storedApiKey = cached.storedKey.orElse(null);
		if (storedApiKey == null || !MessageDigest.isEqual(storedApiKey.hash(), token.hash())
				|| !isValid(storedApiKey)) {
			return Optional.empty();
		}
		recordUse(storedApiKey.key(), cached.lastRecordedUse, this.clock.instant());
		return Optional.of(storedApiKey.key());
	}

	private CachedApiKey loadCached(UUID key) {
		return this.cache.get(key, (id) -> new CachedApiKey(this.apiKeys.find(id)));
	}

	private boolean isValid(StoredApiKey storedApiKey) {
		return storedApiKey.key().revokedAt() == null && !storedApiKey.key().isExpired(this.clock.instant());
	}

	private void recordUse(ApiKey key, AtomicReference<@Nullable Instant> lastRecordedUse, Instant now) {
		Instant last = lastRecordedUse.get();
		boolean due = last == null || !now.isBefore(last.plus(LAST_USED_UPDATE_INTERVAL));
		if (due && lastRecordedUse.compareAndSet(last, now)) {
			this.apiKeys.recordUse(key.id(), now);
		}
	}

	private static final class CachedApiKey {

		private final Optional<StoredApiKey> storedKey;

		private final AtomicReference<@Nullable Instant> lastRecordedUse;

		CachedApiKey(Optional<StoredApiKey> storedKey) {
			this.storedKey = storedKey;
			this.lastRecordedUse = new AtomicReference<>(
					storedKey.map(StoredApiKey::key).map(ApiKey::lastUsedAt).orElse(null));
		}

	}

}
