package dev.marquee.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.MDC;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * Responds to invalid credentials with status 401 and a GraphQL error, as RFC 6750 and
 * GraphQL over HTTP require. If credentials cannot be verified because the database is
 * unavailable, the status is 503.
 */
final class GraphQlAuthenticationEntryPoint implements AuthenticationEntryPoint {

	private static final String UNAUTHENTICATED_BODY = """
			{"errors":[{"message":"The key or token is unknown, expired or revoked.",\
			"extensions":{"code":"UNAUTHENTICATED","classification":"UNAUTHORIZED","requestId":"%s"}}]}""";

	private static final String UNAVAILABLE_BODY = """
			{"errors":[{"message":"The key cannot be verified at the moment: retry in a second.",\
			"extensions":{"code":"SERVICE_UNAVAILABLE","classification":"INTERNAL_ERROR","requestId":"%s"}}]}""";

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
			throws IOException {
		String body = UNAUTHENTICATED_BODY;
		if (exception instanceof AuthenticationServiceException) {
			body = UNAVAILABLE_BODY;
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		}
		else {
			response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
		}
		response.setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
		byte[] bytes = body.formatted(MDC.get("requestId")).getBytes(StandardCharsets.UTF_8);
		response.setContentLength(bytes.length);
		response.getOutputStream().write(bytes);
	}

}
