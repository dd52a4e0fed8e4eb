package dev.marquee.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

	private Issuer issuer;

	@BeforeEach
	void start() throws IOException {
		this.issuer = Issuer.start();
	}

	@AfterEach
	void stop() {
		this.issuer.close();
	}

	@Test
	void scopesOfATokenForMarqueeCount() {
		Viewer viewer = viewer(token(Map.of()));
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
		refused(token(Map.of("aud", "another")));
	}

	@Test
	void tokensOfAnotherIssuerAreRefused() {
		refused(token(Map.of("iss", "http://elsewhere.example")));
	}

	@Test
	void tokensOfAnotherKeyAreRefused() {
		refused(this.issuer.withAnotherKey().token(Duration.ofMinutes(5), Map.of()));
	}

	@Test
	void expiredTokensAreRefused() {
		refused(this.issuer.token(Duration.ofMinutes(-5), Map.of()));
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
			.withPropertyValues("spring.security.oauth2.resourceserver.jwt.issuer-uri=" + this.issuer.uri(),
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

	private String token(Map<String, ?> claims) {
		return this.issuer.token(Duration.ofMinutes(5), claims);
	}

}
