package dev.marquee.security;

import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What somebody has shown of who they are, on a connection that may outlive it.
 *
 * @param expiresAt when it is over; null when it is not by itself
 */
public record Credential(Viewer viewer, @Nullable Instant expiresAt) {

	static final Credential ANONYMOUS = new Credential(Viewer.ANONYMOUS, null);

	/** The API key that was shown, if it was one. */
	public Stream<UUID> apiKeyIds() {
		return Stream.ofNullable(this.viewer.keyId());
	}

}
