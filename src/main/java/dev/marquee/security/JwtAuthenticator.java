package dev.marquee.security;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Authenticates JWTs that the configured issuer has signed.
 */
final class JwtAuthenticator {

	private static final Pattern ORGANIZER_ID = Pattern.compile("org_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

	private final JwtDecoder decoder;

	private final String organizerClaim;

	/**
	 * @param organizerClaim the claim that binds a token to an organizer
	 */
	JwtAuthenticator(JwtDecoder decoder, String organizerClaim) {
		this.decoder = decoder;
		this.organizerClaim = organizerClaim;
	}

	Credential authenticate(String token) {
		try {
			Jwt jwt = this.decoder.decode(token);
			return new Credential(toViewer(jwt), jwt.getExpiresAt());
		}
		catch (JwtException ex) {
			throw new InvalidBearerTokenException("The token is invalid.", ex);
		}
	}

	private Viewer toViewer(Jwt token) {
		String subject = Optional.ofNullable(token.getSubject()).orElse(Viewer.UNKNOWN_SUBJECT);
		String name = (token.getClaims().get("name") instanceof String claim) ? claim : subject;
		return new Viewer(Viewer.PrincipalType.TOKEN, subject, readScopes(token), readOrganizer(token), null, name);
	}

	/**
	 * Rejects a token whose organizer claim is invalid: without the restriction to an
	 * organizer, it would grant more than intended.
	 */
	private @Nullable UUID readOrganizer(Jwt token) {
		if (!token.hasClaim(this.organizerClaim)) {
			return null;
		}
		return Optional.ofNullable(token.getClaims().get(this.organizerClaim))
			.map((claim) -> ORGANIZER_ID.matcher(claim.toString()))
			.filter((matcher) -> matcher.matches())
			.map((matcher) -> UUID.fromString(matcher.group(1)))
			.orElseThrow(() -> new InvalidBearerTokenException(
					"The claim `" + this.organizerClaim + "` must be an organizer id (org_…)."));
	}

	/**
	 * Reads scopes from a space-separated string (RFC 9068) or from a list, and ignores
	 * scopes that Marquee does not define.
	 */
	private static Set<Scope> readScopes(Jwt token) {
		return Stream.of("scope", "scp")
			.flatMap((claim) -> readScopes(token.getClaims().get(claim)))
			.flatMap((scope) -> Scope.of(scope).stream())
			.collect(Collectors.toSet());
	}

	private static Stream<String> readScopes(@Nullable Object claim) {
		return switch (claim) {
			case String scopes -> Stream.of(scopes.split(" ", -1));
			case Collection<?> scopes -> scopes.stream().map(String::valueOf);
			case null, default -> Stream.empty();
		};
	}

}
