package dev.marquee.transport.http;

import java.io.IOException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.cors.DefaultCorsProcessor;

/**
 * Spring's CORS processor with {@link AllowedOrigins} and with rejections as GraphQL
 * errors. A request without {@code Origin} is not delayed by it.
 */
final class GraphQlCorsProcessor extends DefaultCorsProcessor {

	private final JsonMapper json;

	private final AllowedOrigins allowedOrigins;

	private final RefusedOrigins refusedOrigins = new RefusedOrigins();

	GraphQlCorsProcessor(JsonMapper json, AllowedOrigins allowedOrigins) {
		this.json = json;
		this.allowedOrigins = allowedOrigins;
	}

	/**
	 * Processes a request.
	 * @param config is not used, since all paths have the same allowed origins
	 */
	@Override
	public boolean processRequest(@Nullable CorsConfiguration config, HttpServletRequest request,
			HttpServletResponse response) throws IOException {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		if (origin == null || isOwnPage(request)) {
			if (this.allowedOrigins.any()) {
				response.addHeader(HttpHeaders.VARY, HttpHeaders.ORIGIN);
			}
			return true;
		}
		CorsConfiguration cors = this.allowedOrigins.cors();
		if (cors.checkOrigin(origin) == null) {
			reject(response, this.refusedOrigins.refuse(origin));
			return false;
		}
		return super.processRequest(cors, request, response);
	}

	/**
	 * Whether the page has the origin of this server. Behind a proxy that replaces
	 * {@code Host} only the browser knows it, and says so in {@code Sec-Fetch-Site},
	 * which a page cannot set.
	 */
	private static boolean isOwnPage(HttpServletRequest request) {
		try {
			return "same-origin".equals(request.getHeader("Sec-Fetch-Site")) || !CorsUtils.isCorsRequest(request);
		}
		catch (IllegalArgumentException ex) {
			return false; // the origin is not a URL
		}
	}

	private void reject(HttpServletResponse response, String message) throws IOException {
		HttpErrorException error = HttpErrorException.of(HttpStatus.FORBIDDEN, message);
		response.setStatus(error.status().value());
		response.setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE);
		response.setHeader(HttpHeaders.CACHE_CONTROL, CachePolicy.NO_STORE);
		response.getOutputStream().write(this.json.writeValueAsBytes(error.body()));
	}

	/** Rejects a method or a header of an allowed origin. */
	@Override
	protected void rejectRequest(ServerHttpResponse response) throws IOException {
		HttpErrorException error = HttpErrorException.of(HttpStatus.FORBIDDEN,
				"Pages of other origins may not use this method or one of these headers. See "
						+ "`spring.graphql.cors.allowed-methods` and `spring.graphql.cors.allowed-headers`.");
		response.setStatusCode(error.status());
		response.getHeaders().setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE);
		response.getHeaders().setCacheControl(CachePolicy.NO_STORE);
		response.getBody().write(this.json.writeValueAsBytes(error.body()));
		response.flush();
	}

}
