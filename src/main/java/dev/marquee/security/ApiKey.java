package dev.marquee.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The metadata of an API key, without its secret.
 *
 * @param organizer the only organizer whose events the key may write; null for all
 */
record ApiKey(UUID id, String name, Set<Scope> scopes, @Nullable UUID organizer, Instant createdAt,
		@Nullable Instant expiresAt, @Nullable Instant lastUsedAt, @Nullable Instant revokedAt) {

	String status(Instant now) {
		if (this.revokedAt != null) {
			return "revoked";
		}
		return isExpired(now) ? "expired" : "valid";
	}

	boolean isExpired(Instant now) {
		return this.expiresAt != null && !now.isBefore(this.expiresAt);
	}

	Viewer viewer() {
		return new Viewer(Viewer.PrincipalType.KEY, this.id.toString(), this.scopes, this.organizer, this.id,
				this.name);
	}

}
