package dev.marquee.access;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Tells from a bearer token who the viewer is: the editor, whose key an API key is, or
 * whom a token of the configured issuer names. Each is known by its form.
 */
final class BearerTokens implements AuthenticationManager {

	private final EditorKey editor;

	private final KeyCheck keys;

	private final @Nullable JwtDecoder issuer;

	BearerTokens(EditorKey editor, KeyCheck keys, @Nullable JwtDecoder issuer) {
		this.editor = editor;
		this.keys = keys;
		this.issuer = issuer;
	}

	@Override
	public Authentication authenticate(Authentication authentication) {
		String token = ((BearerTokenAuthenticationToken) authentication).getToken();
		return this.editor.check(token)
			.or(() -> token.startsWith(KeyToken.PREFIX) ? stored(token) : signed(token))
			.map(ViewerAuthentication::new)
			.orElseThrow(() -> new InvalidBearerTokenException(
					"This key or token is not known, or it has expired, or it was revoked."));
	}

	private Optional<Viewer> stored(String token) {
		try {
			return this.keys.check(token);
		}
		catch (DataAccessException ex) {
			throw new AuthenticationServiceException("This key cannot be looked up just now.", ex);
		}
	}

	private Optional<Viewer> signed(String token) {
		if (this.issuer == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(viewer(this.issuer.decode(token)));
		}
		catch (JwtException ex) {
			throw new InvalidBearerTokenException("This token is not valid here.", ex);
		}
	}

	private static Viewer viewer(Jwt token) {
		String subject = Optional.ofNullable(token.getSubject()).orElse("nobody");
		String name = Optional.ofNullable(token.getClaimAsString("name")).orElse(subject);
		return new Viewer(Viewer.Kind.TOKEN, subject, scopes(token), null, null, name);
	}

	/** Other scopes of the issuer mean nothing here. */
	private static Set<Scope> scopes(Jwt token) {
		Stream<?> claimed = switch (token.getClaims().get("scope")) {
			case String scopes -> Stream.of(scopes.split(" ", -1));
			case Collection<?> scopes -> scopes.stream();
			case null, default -> Stream.empty();
		};
		return claimed.flatMap((scope) -> Scope.of(scope.toString()).stream()).collect(Collectors.toSet());
	}

}
