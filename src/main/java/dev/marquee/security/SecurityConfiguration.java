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
 * Configures Spring Security to authenticate bearer tokens and nothing else. There are no
 * sessions, and browsers do not send bearer tokens automatically, so CSRF protection is
 * not needed. Mutations and row policies authorize requests, so every path is open.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class SecurityConfiguration {

	/**
	 * Requires an audience if an issuer is configured: an issuer also signs tokens for
	 * other applications, which must not be accepted here.
	 */
	@Bean
	BearerTokenAuthenticator bearerTokenAuthenticator(EditorKey editor, ApiKeyVerifier keys,
			ObjectProvider<JwtDecoder> issuer, @Value("${marquee.jwt-audience:}") String audience,
			@Value("${marquee.jwt-organizer-claim}") String organizer) {
		JwtDecoder decoder = issuer.getIfAvailable();
		if (decoder != null && audience.isBlank()) {
			throw new IllegalStateException(
					"An issuer-uri requires MARQUEE_JWT_AUDIENCE: set it to the `aud` of tokens for this server.");
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
