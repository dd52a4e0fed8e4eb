package dev.marquee.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/**
 * The answer to credentials that are not believed, as RFC 6750 and GraphQL over HTTP ask:
 * status 401 and a GraphQL response whose error says so. Credentials that cannot be
 * looked up just now are no worse for that: status 503.
 */
final class RefusedCredentials implements AuthenticationEntryPoint {

	private static final byte[] UNKNOWN = """
			{"errors":[{"message":"This key or token is not known, or it has expired, or it was revoked.",\
			"extensions":{"code":"UNAUTHENTICATED"}}]}""".getBytes(StandardCharsets.UTF_8);

	private static final byte[] UNCERTAIN = """
			{"errors":[{"message":"This key cannot be looked up just now: ask again in a moment.",\
			"extensions":{"code":"SERVICE_UNAVAILABLE"}}]}""".getBytes(StandardCharsets.UTF_8);

	@Override
	public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
			throws IOException {
		byte[] body = UNKNOWN;
		if (refused instanceof AuthenticationServiceException) {
			body = UNCERTAIN;
			response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
			response.setHeader(HttpHeaders.RETRY_AFTER, "1");
		}
		else {
			response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
			response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
		}
		response.setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE);
		response.setContentLength(body.length);
		response.getOutputStream().write(body);
	}

}
