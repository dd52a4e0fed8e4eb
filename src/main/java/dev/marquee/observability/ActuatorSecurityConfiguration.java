package dev.marquee.observability;

import dev.marquee.security.Scope;
import dev.marquee.security.Viewer;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenAuthenticationEntryPoint;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/**
 * Authorizes requests to the actuator: health is public; other endpoints require the
 * scope {@code admin}, or a request to a separate management port, which only operators
 * should be able to reach.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ActuatorSecurityConfiguration {

	private static final BearerTokenAuthenticationEntryPoint ENTRY_POINT = new BearerTokenAuthenticationEntryPoint();

	@Bean
	@Order(1)
	SecurityFilterChain actuatorSecurityFilterChain(HttpSecurity http,
			@Qualifier("bearerTokenAuthenticator") AuthenticationManager tokens, Environment settings) {
		BearerTokenAuthenticationFilter bearer = new BearerTokenAuthenticationFilter(tokens);
		bearer.setAuthenticationFailureHandler(ActuatorSecurityConfiguration::reject);
		return http.securityMatcher("/actuator/**")
			.addFilterAfter(bearer, SecurityContextHolderFilter.class)
			.authorizeHttpRequests((requests) -> requests.requestMatchers("/actuator/health/**")
				.permitAll()
				.anyRequest()
				.access(adminOrManagementPort(settings)))
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(ENTRY_POINT))
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement(AbstractHttpConfigurer::disable)
			.securityContext((context) -> context.securityContextRepository(new NullSecurityContextRepository()))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.build();
	}

	/** Responds with 503 if the key cannot be verified, which may be a valid one. */
	private static void reject(HttpServletRequest request, HttpServletResponse response,
			AuthenticationException failure) {
		if (failure instanceof AuthenticationServiceException) {
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		}
		else {
			ENTRY_POINT.commence(request, response, failure);
		}
	}

	private static AuthorizationManager<RequestAuthorizationContext> adminOrManagementPort(Environment settings) {
		return (authentication, context) -> {
			boolean isAdministrator = authentication.get() != null
					&& authentication.get().getPrincipal() instanceof Viewer viewer && viewer.hasScope(Scope.ADMIN);
			return new AuthorizationDecision(
					isAdministrator || isManagementPort(context.getRequest().getLocalPort(), settings));
		};
	}

	private static boolean isManagementPort(int port, Environment settings) {
		Integer management = settings.getProperty("local.management.port", Integer.class);
		Integer server = settings.getProperty("local.server.port", Integer.class);
		return management != null && !management.equals(server) && management == port;
	}

}
