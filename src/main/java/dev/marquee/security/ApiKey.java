package dev.marquee.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What is known of an API key, beside the key itself.
 *
 * @param organizer the only organizer whose events it may write; null for all
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
