package dev.marquee.security;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Authenticates bearer tokens: the editor key, API keys, which have the prefix
 * {@code mrq_}, and JWTs of the configured issuer.
 */
final class BearerTokenAuthenticator implements AuthenticationManager {

	private final EditorKey editorKey;

	private final ApiKeyVerifier apiKeyVerifier;

	private final @Nullable JwtAuthenticator jwtAuthenticator;

	BearerTokenAuthenticator(EditorKey editorKey, ApiKeyVerifier apiKeyVerifier,
			@Nullable JwtAuthenticator jwtAuthenticator) {
		this.editorKey = editorKey;
		this.apiKeyVerifier = apiKeyVerifier;
		this.jwtAuthenticator = jwtAuthenticator;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		String token = ((BearerTokenAuthenticationToken) authentication).getToken();
		return this.editorKey.authenticate(token)
			.map((editor) -> new Credential(editor, null))
			.or(() -> token.startsWith(ApiKeyToken.PREFIX) ? authenticateApiKey(token) : authenticateJwt(token))
			.map(ViewerAuthentication::new)
			.orElseThrow(() -> new InvalidBearerTokenException("The key or token is unknown, expired or revoked."));
	}

	private Optional<Credential> authenticateApiKey(String token) {
		try {
			return this.apiKeyVerifier.verify(token);
		}
		catch (DataAccessException ex) {
			throw new AuthenticationServiceException("The key cannot be verified at the moment.", ex);
		}
	}

	private Optional<Credential> authenticateJwt(String token) {
		return Optional.ofNullable(this.jwtAuthenticator).map((authenticator) -> authenticator.authenticate(token));
	}

}
