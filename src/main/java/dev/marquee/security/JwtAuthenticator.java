package dev.marquee.security;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.nimbusds.jose.KeySourceException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Authenticates JWTs that the configured issuer has signed.
 */
final class JwtAuthenticator {

	private static final Logger LOG = LoggerFactory.getLogger(JwtAuthenticator.class);

	private static final String INVALID = "The token is invalid.";

	/**
	 * Subjects identify callers in the audit log, so nothing may be hidden in them, and
	 * PostgreSQL cannot store U+0000. OpenID Connect limits them to 255 characters.
	 */
	private static final Pattern SUBJECT = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,255}");

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

	/**
	 * Returns the credential of a token.
	 * @throws InvalidBearerTokenException if the token is invalid
	 * @throws AuthenticationServiceException if the keys of the issuer cannot be read
	 */
	Credential authenticate(String token) {
		Jwt jwt = decode(token);
		return new Credential(toViewer(jwt), jwt.getExpiresAt());
	}

	private Jwt decode(String token) {
		try {
			return this.decoder.decode(token);
		}
		catch (JwtValidationException ex) {
			throw new InvalidBearerTokenException(describe(ex), ex);
		}
		catch (JwtException ex) {
			if (ex.getCause() instanceof KeySourceException) {
				throw keysUnavailable(ex);
			}
			throw new InvalidBearerTokenException(INVALID, ex);
		}
		catch (JwtDecoderInitializationException ex) {
			throw keysUnavailable(ex);
		}
	}

	/**
	 * The first violated rule. The signature is valid, so the issuer wrote the claims.
	 */
	private static String describe(JwtValidationException exception) {
		return exception.getErrors()
			.stream()
			.flatMap((error) -> Stream.ofNullable(error.getDescription()))
			.findFirst()
			.orElse(INVALID);
	}

	private static AuthenticationServiceException keysUnavailable(RuntimeException exception) {
		LOG.warn("The keys of the token issuer cannot be read: {}", exception.getMessage());
		return new AuthenticationServiceException("The token cannot be verified at the moment.", exception);
	}

	private Viewer toViewer(Jwt token) {
		String subject = readSubject(token);
		String name = (token.getClaims().get("name") instanceof String claim) ? claim : subject;
		return new Viewer(Viewer.PrincipalType.TOKEN, subject, readScopes(token), readOrganizer(token), null, name);
	}

	private static String readSubject(Jwt token) {
		String subject = token.getSubject();
		if (subject == null) {
			return Viewer.UNKNOWN_SUBJECT;
		}
		if (!SUBJECT.matcher(subject).matches()) {
			throw new InvalidBearerTokenException(
					"The claim `sub` must have 1 to 255 characters, and no control characters.");
		}
		return subject;
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
					"The claim `" + this.organizerClaim + "` must be an organizer id (org_...)."));
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
