package dev.marquee.security;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import dev.marquee.database.EmbeddedPostgresServer;
import dev.marquee.database.TestDatabase;
import dev.marquee.query.compile.AccessContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * JWTs of a local test issuer.
 */
class JwtAuthenticatorTests {

	private TestTokenIssuer testTokenIssuer;

	@BeforeEach
	void start() throws IOException {
		this.testTokenIssuer = TestTokenIssuer.start();
	}

	@AfterEach
	void stop() {
		this.testTokenIssuer.close();
	}

	@Test
	void scopeClaimGrantsKnownScopes() {
		Viewer viewer = viewer(token(Map.of()));
		assertThat(viewer.principalType()).isEqualTo(Viewer.PrincipalType.TOKEN);
		assertThat(viewer.subject()).isEqualTo("user-1");
		assertThat(viewer.scopes()).containsExactly(Scope.EVENTS_WRITE);
	}

	@Test
	void scopesAreReadFromListsAndFromScpClaim() {
		assertThat(viewer(token(Map.of("scp", List.of("interests:write", "profile")))).scopes())
			.containsExactlyInAnyOrder(Scope.EVENTS_WRITE, Scope.INTERESTS_WRITE);
		assertThat(viewer(token(Map.of("scope", List.of("listings:import"), "scp", "events:write"))).scopes())
			.containsExactlyInAnyOrder(Scope.LISTINGS_IMPORT, Scope.EVENTS_WRITE);
		assertThat(viewer(token(Map.of("scope", 7))).scopes()).isEmpty();
	}

	@Test
	void organizerClaimRestrictsTokenToOrganizer() {
		UUID organizer = UUID.fromString("00000000-0000-7000-8000-00000000000a");
		Viewer bound = viewer(token(Map.of("marquee_organizer", "org_" + organizer)));
		assertThat(bound.organizer()).isEqualTo(organizer);
		assertThat(bound.mayEditOrganizer(organizer)).isTrue();
		assertThat(bound.mayEditAll()).isFalse();
		assertThat(bound.accessContext()).isEqualTo(AccessContext.ofOwner(organizer).withPerson("TOKEN 6 user-1 "));
		assertThat(viewer(token(Map.of())).organizer()).isNull();
	}

	@Test
	void invalidOrganizerClaimIsRejected() {
		for (Object claim : List.of("", "org_1", "00000000-0000-7000-8000-00000000000a", 7,
				List.of("org_00000000-0000-7000-8000-00000000000a"))) {
			assertRejected(token(Map.of("marquee_organizer", claim)));
		}
	}

	@Test
	void tokenForOtherAudienceIsRejected() {
		assertRejected(token(Map.of("aud", "another")));
	}

	@Test
	void tokenOfOtherIssuerIsRejected() {
		assertRejected(token(Map.of("iss", "http://elsewhere.example")));
	}

	@Test
	void tokenSignedWithOtherKeyIsRejected() {
		assertRejected(this.testTokenIssuer.withAnotherKey().token(Duration.ofMinutes(5), Map.of()));
	}

	@Test
	void expiredTokenIsRejected() {
		assertRejected(this.testTokenIssuer.token(Duration.ofMinutes(-5), Map.of()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt" })
	void accessTokenTypeIsAccepted(String type) {
		assertThat(viewer(this.testTokenIssuer.tokenOfType(type)).subject()).isEqualTo("user-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "logout+jwt", "application/logout+jwt", "dpop+jwt", "secevent+jwt", "id_token", "JOSE",
			"at+jwt2", "x/at+jwt" })
	void otherTokenTypeIsRejected(String type) {
		assertRejected(this.testTokenIssuer.tokenOfType(type), "typ");
	}

	@Test
	void tokenWithoutExpiryIsRejected() {
		assertRejected(this.testTokenIssuer.tokenWithoutExpiry(), "exp is required");
	}

	@Test
	void tokenWithoutExpiryIsAcceptedOnRequest() {
		assertThat(viewer(this.testTokenIssuer.tokenWithoutExpiry(), "marquee.jwt-require-expiry=false").subject())
			.isEqualTo("user-1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a\0b", "\0", "a\nb", "a\r", "\u001b[31m", "a\u0085b", "a\u2028b", "a\ud800",
			"\udc00a", "\ud83d" })
	void subjectWithControlCharactersIsRejected(String subject) {
		assertRejected(token(Map.of("sub", subject)), "`sub`");
	}

	@Test
	void subjectHasAtMost255Characters() {
		assertThat(viewer(token(Map.of("sub", "🎭".repeat(255)))).subject()).hasSize(510);
		assertRejected(token(Map.of("sub", "a".repeat(256))), "`sub`");
	}

	@ParameterizedTest
	@ValueSource(strings = { "iss", "aud", "jti", "client_id", "name", "scope", "marquee_organizer" })
	void controlCharactersInOtherClaimsDoNoHarm(String claim) {
		String token = token(Map.of(claim, "\0\ud800".repeat(1000)));
		if (Set.of("iss", "aud", "marquee_organizer").contains(claim)) {
			assertRejected(token);
		}
		else {
			assertThat(viewer(token).subject()).isEqualTo("user-1");
		}
	}

	@Test
	void tokenCannotBeVerifiedWhileIssuerIsUnavailable() {
		String token = token(Map.of());
		this.testTokenIssuer.close();
		assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> viewer(token));
	}

	@Test
	void malformedTokenIsRejected() {
		assertRejected("nothing");
		assertRejected("a.b.c");
	}

	private void assertRejected(String token) {
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> viewer(token));
	}

	private void assertRejected(String token, String reason) {
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> viewer(token))
			.satisfies((ex) -> assertThat(ex.getError().getDescription()).contains(reason));
	}

	private Viewer viewer(String token) {
		return viewer(token, "marquee.jwt-require-expiry=true");
	}

	private Viewer viewer(String token, String setting) {
		Viewer[] viewer = new Viewer[1];
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(OAuth2ResourceServerAutoConfiguration.class))
			.withUserConfiguration(JwtValidationConfiguration.class)
			.withPropertyValues(setting,
					"spring.security.oauth2.resourceserver.jwt.issuer-uri=" + this.testTokenIssuer.uri(),
					"spring.security.oauth2.resourceserver.jwt.audiences=marquee")
			.run((context) -> viewer[0] = viewer(token, context.getBean(JwtDecoder.class)));
		return viewer[0];
	}

	private static Viewer viewer(String token, JwtDecoder decoder) {
		Clock clock = Clock.systemUTC();
		EditorKey editor = new EditorKey("", Path.of("."),
				new StaticListableBeanFactory().getBeanProvider(EmbeddedPostgresServer.class));
		BearerTokenAuthenticator tokens = new BearerTokenAuthenticator(editor,
				new ApiKeyVerifier(new ApiKeys(TestDatabase.dsl(), clock), clock),
				new JwtAuthenticator(decoder, "marquee_organizer"));
		return (Viewer) tokens.authenticate(new BearerTokenAuthenticationToken(token)).getPrincipal();
	}

	private String token(Map<String, ?> claims) {
		return this.testTokenIssuer.token(Duration.ofMinutes(5), claims);
	}

}
