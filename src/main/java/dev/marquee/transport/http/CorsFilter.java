package dev.marquee.transport.http;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.cors.CorsUtils;

/**
 * Answers preflight requests, rejects pages of other origins, and lets allowed pages read
 * all responses, also those of filters after this one, such as 401. WebSocket handshakes
 * are checked like other requests.
 */
final class CorsFilter extends HttpFilter {

	private final GraphQlCorsProcessor processor;

	CorsFilter(GraphQlCorsProcessor processor) {
		this.processor = processor;
	}

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		if (this.processor.processRequest(null, request, response) && !CorsUtils.isPreFlightRequest(request)) {
			chain.doFilter(request, response);
		}
	}

}
