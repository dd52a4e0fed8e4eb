package dev.marquee.access;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Tells from a bearer token who the viewer is: the editor, whose key an API key is, or
 * whom a token of the configured issuer names. Each is known by its form.
 */
final class BearerTokens implements AuthenticationManager {

	private final EditorKey editor;

	private final KeyCheck keys;

	private final @Nullable SignedTokens signed;

	BearerTokens(EditorKey editor, KeyCheck keys, @Nullable SignedTokens signed) {
		this.editor = editor;
		this.keys = keys;
		this.signed = signed;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		String token = ((BearerTokenAuthenticationToken) authentication).getToken();
		return this.editor.check(token)
			.map((editor) -> new Credential(editor, null))
			.or(() -> token.startsWith(KeyToken.PREFIX) ? stored(token) : signed(token))
			.map(ViewerAuthentication::new)
			.orElseThrow(() -> new InvalidBearerTokenException(
					"This key or token is not known, or it has expired, or it was revoked."));
	}

	private Optional<Credential> stored(String token) {
		try {
			return this.keys.check(token);
		}
		catch (DataAccessException ex) {
			throw new AuthenticationServiceException("This key cannot be looked up just now.", ex);
		}
	}

	private Optional<Credential> signed(String token) {
		return Optional.ofNullable(this.signed).map((tokens) -> tokens.read(token));
	}

}
