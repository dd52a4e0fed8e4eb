package dev.marquee.security;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Authenticates long-lived connections, and checks whether their credentials are still
 * valid.
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

	/** Returns the credential of the current HTTP request. */
	public Credential currentCredential() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication instanceof ViewerAuthentication viewerAuthentication) ? viewerAuthentication.credential()
				: Credential.ANONYMOUS;
	}

	/**
	 * Returns the credential of a bearer token; empty if the token is invalid.
	 * @throws AuthenticationServiceException if the token cannot be verified at the
	 * moment
	 */
	public Optional<Credential> authenticate(String token) {
		try {
			Authentication authentication = this.authenticator.authenticate(new BearerTokenAuthenticationToken(token));
			return Optional.of(((ViewerAuthentication) authentication).credential())
				.filter((credential) -> !isExpired(credential));
		}
		catch (AuthenticationServiceException ex) {
			throw ex;
		}
		catch (AuthenticationException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Runs a task in the security context of the credential. */
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

	/**
	 * Returns those of the keys that are revoked, expired or deleted, read from the
	 * database without a cache.
	 */
	public Set<UUID> findInvalidKeys(Set<UUID> keyIds) {
		return this.apiKeys.findInvalid(keyIds);
	}

}
