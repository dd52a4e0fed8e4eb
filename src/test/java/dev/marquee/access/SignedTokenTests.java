package dev.marquee.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.marquee.database.TestDatabase;
import dev.marquee.selection.Audience;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tokens of an issuer that runs beside the test.
 */
class SignedTokenTests {

	private static final RSAKey KEY = key();

	private HttpServer server;

	private String issuer;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.issuer = "http://localhost:" + this.server.getAddress().getPort();
		answer("/.well-known/openid-configuration",
				"{\"issuer\":\"" + this.issuer + "\",\"jwks_uri\":\"" + this.issuer + "/keys\"}");
		answer("/keys", new JWKSet(KEY.toPublicJWK()).toString());
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void scopesOfATokenForMarqueeCount() {
		Viewer viewer = viewer(token(KEY, this.issuer, "marquee", Duration.ofMinutes(5)));
		assertThat(viewer.kind()).isEqualTo(Viewer.Kind.TOKEN);
		assertThat(viewer.subject()).isEqualTo("somebody");
		assertThat(viewer.scopes()).containsExactly(Scope.EVENTS_WRITE);
	}

	@Test
	void scopesMayBeAListAndMayBeCalledScp() {
		assertThat(viewer(token(Map.of("scp", List.of("interests:write", "profile")))).scopes())
			.containsExactlyInAnyOrder(Scope.EVENTS_WRITE, Scope.INTERESTS_WRITE);
		assertThat(viewer(token(Map.of("scope", List.of("listings:import"), "scp", "events:write"))).scopes())
			.containsExactlyInAnyOrder(Scope.LISTINGS_IMPORT, Scope.EVENTS_WRITE);
		assertThat(viewer(token(Map.of("scope", 7))).scopes()).isEmpty();
	}

	@Test
	void aTokenMayBeBoundToAnOrganizer() {
		UUID organizer = UUID.fromString("00000000-0000-7000-8000-00000000000a");
		Viewer bound = viewer(token(Map.of("marquee_organizer", "org_" + organizer)));
		assertThat(bound.organizer()).isEqualTo(organizer);
		assertThat(bound.mayEditOrganizer(organizer)).isTrue();
		assertThat(bound.mayEditAll()).isFalse();
		assertThat(bound.audience()).isEqualTo(Audience.owning(organizer));
		assertThat(viewer(token(Map.of())).organizer()).isNull();
	}

	@Test
	void aTokenWhoseOrganizerCannotBeReadIsRefused() {
		for (Object claim : List.of("", "org_1", "00000000-0000-7000-8000-00000000000a", 7,
				List.of("org_00000000-0000-7000-8000-00000000000a"))) {
			refused(token(Map.of("marquee_organizer", claim)));
		}
	}

	@Test
	void tokensForOthersAreRefused() {
		refused(token(KEY, this.issuer, "another", Duration.ofMinutes(5)));
	}

	@Test
	void tokensOfAnotherIssuerAreRefused() {
		refused(token(KEY, "http://elsewhere.example", "marquee", Duration.ofMinutes(5)));
	}

	@Test
	void tokensOfAnotherKeyAreRefused() {
		refused(token(key(), this.issuer, "marquee", Duration.ofMinutes(5)));
	}

	@Test
	void expiredTokensAreRefused() {
		refused(token(KEY, this.issuer, "marquee", Duration.ofMinutes(-5)));
	}

	@Test
	void textsThatAreNoTokensAreRefused() {
		refused("nothing");
		refused("a.b.c");
	}

	private void refused(String token) {
		assertThatExceptionOfType(InvalidBearerTokenException.class).isThrownBy(() -> viewer(token));
	}

	private Viewer viewer(String token) {
		Viewer[] viewer = new Viewer[1];
		new WebApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(OAuth2ResourceServerAutoConfiguration.class))
			.withPropertyValues("spring.security.oauth2.resourceserver.jwt.issuer-uri=" + this.issuer,
					"spring.security.oauth2.resourceserver.jwt.audiences=marquee")
			.run((context) -> viewer[0] = viewer(token, context.getBean(JwtDecoder.class)));
		return viewer[0];
	}

	private static Viewer viewer(String token, JwtDecoder decoder) {
		Clock clock = Clock.systemUTC();
		EditorKey editor = new EditorKey("", Path.of("."),
				new StaticListableBeanFactory().getBeanProvider(EmbeddedPostgres.class));
		BearerTokens tokens = new BearerTokens(editor, new KeyCheck(new ApiKeys(TestDatabase.dsl(), clock), clock),
				new SignedTokens(decoder, "marquee_organizer"));
		return (Viewer) tokens.authenticate(new BearerTokenAuthenticationToken(token)).getPrincipal();
	}

	private void answer(String path, String json) {
		this.server.createContext(path, (exchange) -> {
			byte[] body = json.getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().add("Content-Type", "application/json");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
	}

	private String token(Map<String, ?> claims) {
		return token(KEY, this.issuer, "marquee", Duration.ofMinutes(5), claims);
	}

	private static String token(RSAKey key, String issuer, String audience, Duration valid) {
		return token(key, issuer, audience, valid, Map.of());
	}

	private static String token(RSAKey key, String issuer, String audience, Duration valid, Map<String, ?> more) {
		Instant expiry = Clock.systemUTC().instant().plus(valid);
		JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder().issuer(issuer)
			.subject("somebody")
			.audience(List.of(audience))
			.expirationTime(Date.from(expiry))
			.claim("scope", "openid events:write");
		more.forEach(claims::claim);
		SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
				claims.build());
		try {
			token.sign(new RSASSASigner(key));
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
		return token.serialize();
	}

	private static RSAKey key() {
		try {
			return new RSAKeyGenerator(2048).keyID("one").generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
