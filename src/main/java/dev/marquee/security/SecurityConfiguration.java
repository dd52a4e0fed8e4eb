package dev.marquee.security;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * What Spring Security does with a request: it reads the bearer token, if there is one,
 * and nothing else. Nothing is remembered between requests and no browser sends a bearer
 * token by itself, so that other sites have nothing to forge a request with. Who may do
 * what is decided where it is done, so every address is open.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

	/**
	 * Takes tokens of an issuer only if it is known for whom they are meant: an issuer
	 * serves others too, whose tokens must not open anything here.
	 */
	@Bean
	BearerTokenAuthenticator bearerTokenAuthenticator(EditorKey editor, ApiKeyVerifier keys,
			ObjectProvider<JwtDecoder> issuer, @Value("${marquee.jwt-audience:}") String audience,
			@Value("${marquee.jwt-organizer-claim}") String organizer) {
		JwtDecoder decoder = issuer.getIfAvailable();
		if (decoder != null && audience.isBlank()) {
			throw new IllegalStateException("With an issuer of tokens set MARQUEE_JWT_AUDIENCE too, "
					+ "to what the `aud` of tokens for this Marquee says.");
		}
		return new BearerTokenAuthenticator(editor, keys,
				(decoder != null) ? new JwtAuthenticator(decoder, organizer) : null);
	}

	@Bean
	ConnectionAuthenticator connectionAuthenticator(BearerTokenAuthenticator tokens, ApiKeys keys, Clock clock) {
		return new ConnectionAuthenticator(tokens, keys, clock);
	}

	@Bean
	SecurityFilterChain bearerTokenSecurityFilterChain(HttpSecurity http, BearerTokenAuthenticator tokens) {
		BearerTokenAuthenticationFilter bearer = new BearerTokenAuthenticationFilter(tokens);
		bearer.setAuthenticationFailureHandler(authenticationFailureHandler());
		return http.addFilterAfter(bearer, SecurityContextHolderFilter.class)
			.csrf(AbstractHttpConfigurer::disable)
			.headers(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.securityContext((context) -> context.securityContextRepository(new NullSecurityContextRepository()))
			.requestCache(AbstractHttpConfigurer::disable)
			.exceptionHandling(AbstractHttpConfigurer::disable)
			.anonymous(AbstractHttpConfigurer::disable)
			.servletApi(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.build();
	}

	private static AuthenticationFailureHandler authenticationFailureHandler() {
		AuthenticationEntryPointFailureHandler failures = new AuthenticationEntryPointFailureHandler(
				new GraphQlAuthenticationEntryPoint());
		failures.setRethrowAuthenticationServiceException(false);
		return failures;
	}

}
