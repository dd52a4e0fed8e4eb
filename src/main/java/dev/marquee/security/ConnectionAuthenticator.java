package dev.marquee.security;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Checks what is shown on connections that stay open: when it is shown, and whether it
 * still holds.
 */
public final class ConnectionAuthenticator {

	private final BearerTokenAuthenticator authenticator;

	private final ApiKeys apiKeys;

	private final Clock clock;

	ConnectionAuthenticator(BearerTokenAuthenticator authenticator, ApiKeys apiKeys, Clock clock) {
		this.authenticator = authenticator;
		this.apiKeys = apiKeys;
		this.clock = clock;
	}

	/** What the current request has shown in its header. */
	public Credential currentCredential() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication instanceof ViewerAuthentication known) ? known.credential() : Credential.ANONYMOUS;
	}

	/** What a bearer token says; empty when it is not believed. */
	public Optional<Credential> authenticate(String token) {
		try {
			Authentication authentication = this.authenticator.authenticate(new BearerTokenAuthenticationToken(token));
			return Optional.of(((ViewerAuthentication) authentication).credential())
				.filter((known) -> !isExpired(known));
		}
		catch (AuthenticationException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Does something as the one who has shown this. */
	public void runAs(Credential credential, Runnable task) {
		SecurityContextHolder.setContext(new SecurityContextImpl(new ViewerAuthentication(credential)));
		try {
			task.run();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	public boolean isExpired(Credential credential) {
		Instant expiresAt = credential.expiresAt();
		return expiresAt != null && !this.clock.instant().isBefore(expiresAt);
	}

	/** Which of these keys hold no longer, as the database says now. */
	public Set<UUID> findInvalidKeys(Set<UUID> keyIds) {
		return this.apiKeys.findInvalid(keyIds);
	}

}
