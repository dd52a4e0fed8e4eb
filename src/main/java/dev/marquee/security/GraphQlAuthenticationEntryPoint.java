package dev.marquee.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenError;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Responds to invalid credentials with status 401 and a GraphQL error, as RFC 6750 and
 * GraphQL over HTTP require. If credentials cannot be verified because the database or
 * the token issuer is unavailable, the status is 503.
 */
final class GraphQlAuthenticationEntryPoint implements AuthenticationEntryPoint {

	private static final String UNAUTHENTICATED = "The key or token is unknown, expired or revoked.";

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		String body;
		if (exception instanceof AuthenticationServiceException) {
			body = """
					{"errors":[{"message":"The key or token cannot be verified at the moment: retry in a second.",\
					"extensions":{"code":"SERVICE_UNAVAILABLE","requestId":"%s"}}]}""".formatted(MDC.get("requestId"));
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		}
		else {
			String description = describe(exception);
			body = """
					{"errors":[{"message":"%s",\
					"extensions":{"code":"UNAUTHENTICATED","requestId":"%s"}}]}""".formatted(description,
					MDC.get("requestId"));
			response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE,
					"Bearer error=\"invalid_token\", error_description=\"" + description + "\"");
		}
		response.setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

	/**
	 * Returns what is wrong with the token. Both a header and JSON can quote it, since
	 * {@link BearerTokenError} accepts only the characters of RFC 6750 §3: ASCII without
	 * control characters, quotation marks and backslashes.
	 */
	private static String describe(AuthenticationException exception) {
		@Nullable String description = (exception instanceof OAuth2AuthenticationException invalid
				&& invalid.getError() instanceof BearerTokenError error) ? error.getDescription() : null;
		return (description != null) ? description : UNAUTHENTICATED;
	}

}
