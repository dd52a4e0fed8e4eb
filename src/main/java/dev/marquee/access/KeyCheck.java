package dev.marquee.access;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.access.ApiKeys.Stored;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Tells whether an API key is valid. What the database says of it is remembered for a
 * second, after which a revoked key is of no use anywhere: to ask that often costs less
 * than to tell every instance, and nothing can get lost.
 */
@Component
public class KeyCheck {

	private static final Duration REMEMBERED = Duration.ofSeconds(1);

	private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

	private static final int MOST = 10_000;

	private final ApiKeys keys;

	private final Clock clock;

	private final Cache<UUID, Remembered> remembered;

	KeyCheck(ApiKeys keys, Clock clock) {
		this.keys = keys;
		this.clock = clock;
		this.remembered = Caffeine.newBuilder()
			.maximumSize(MOST)
			.expireAfterWrite(REMEMBERED)
			.ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
			.build();
	}

	/** Whose key it is; empty when it is none, has expired or was revoked. */
	Optional<Credential> check(String text) {
		return KeyToken.parse(text).flatMap(this::find).map((key) -> new Credential(key.viewer(), key.expiresAt()));
	}

	private Optional<ApiKey> find(KeyToken token) {
		Remembered found = remembered(token.id());
		Stored stored = found.stored.orElse(null);
		if (stored == null || !MessageDigest.isEqual(stored.hash(), token.hash()) || !isGood(stored)) {
			return Optional.empty();
		}
		noteUse(stored.key(), found.noted, this.clock.instant());
		return Optional.of(stored.key());
	}

	private Remembered remembered(UUID key) {
		return this.remembered.get(key, (id) -> new Remembered(this.keys.find(id)));
	}

	private boolean isGood(Stored stored) {
		return stored.key().revokedAt() == null && !stored.key().isExpired(this.clock.instant());
	}

	private void noteUse(ApiKey key, AtomicReference<@Nullable Instant> noted, Instant now) {
		Instant last = noted.get();
		boolean due = last == null || !now.isBefore(last.plus(BETWEEN_NOTES));
		if (due && noted.compareAndSet(last, now)) {
			this.keys.noteUse(key.id(), now);
		}
	}

	private static final class Remembered {

		private final Optional<Stored> stored;

		private final AtomicReference<@Nullable Instant> noted;

		Remembered(Optional<Stored> stored) {
			this.stored = stored;
			this.noted = new AtomicReference<>(stored.map(Stored::key).map(ApiKey::lastUsedAt).orElse(null));
		}

	}

}
