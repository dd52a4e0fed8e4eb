package dev.marquee.security;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A viewer as authenticated by a key or token, on a connection that may outlive it.
 *
 * @param expiresAt when the key or token expires; null for never
 */
public record Credential(Viewer viewer, @Nullable Instant expiresAt) {

	static final Credential ANONYMOUS = new Credential(Viewer.ANONYMOUS, null);

	/** Returns the id of the API key; empty for other credentials. */
	public Optional<UUID> apiKeyId() {
		return Optional.ofNullable(this.viewer.keyId());
	}

}
