package dev.marquee.access;

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
public final class Credentials {

	private final BearerTokens tokens;

	private final ApiKeys keys;

	private final Clock clock;

	Credentials(BearerTokens tokens, ApiKeys keys, Clock clock) {
		this.tokens = tokens;
		this.keys = keys;
		this.clock = clock;
	}

	/** What the current request has shown in its header. */
	public Credential ofRequest() {
		Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
		return (authentication instanceof ViewerAuthentication known) ? known.credential() : Credential.NONE;
	}

	/** What a bearer token says; empty when it is not believed. */
	public Optional<Credential> check(String token) {
		try {
			Authentication checked = this.tokens.authenticate(new BearerTokenAuthenticationToken(token));
			return Optional.of(((ViewerAuthentication) checked).credential()).filter((known) -> !isOver(known));
		}
		catch (AuthenticationException | IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** Does something as the one who has shown this. */
	public void present(Credential credential, Runnable task) {
		SecurityContextHolder.setContext(new SecurityContextImpl(new ViewerAuthentication(credential)));
		try {
			task.run();
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

	public boolean isOver(Credential credential) {
		Instant until = credential.until();
		return until != null && !this.clock.instant().isBefore(until);
	}

	/** Which of these keys hold no longer, as the database says now. */
	public Set<UUID> revoked(Set<UUID> known) {
		return this.keys.ended(known);
	}

}
