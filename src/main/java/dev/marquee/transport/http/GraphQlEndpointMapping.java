package dev.marquee.transport.http;

import java.util.Map;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Leads all requests for the endpoint to it, except those that something else answers at
 * the same address: a WebSocket that opens.
 */
final class GraphQlEndpointMapping extends AbstractHandlerMapping {

	/** Before Spring's own routes for GraphQL. */
	private static final int ORDER = -3;

	private final String path;

	private final GraphQlEndpoint endpoint;

	GraphQlEndpointMapping(String path, GraphQlEndpoint endpoint, GraphQlCorsProcessor origins,
			@Nullable CorsConfiguration cors) {
		this.path = path;
		this.endpoint = endpoint;
		setOrder(ORDER);
		setCorsProcessor(origins);
		if (cors != null) {
			setCorsConfigurations(Map.of(path, cors));
		}
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		if (request.getDispatcherType() == DispatcherType.ERROR) {
			return getErrorHandler(request);
		}
		if (!request.getRequestURI().equals(request.getContextPath() + this.path)) {
			return null;
		}
		initLookupPath(request);
		request.setAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE, this.path);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((observation) -> observation.setPathPattern(this.path));
		return "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE)) ? null : this.endpoint;
	}

	/** What the container itself refuses is said in GraphQL too. */
	private @Nullable Object getErrorHandler(HttpServletRequest request) {
		Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (request.getContextPath() + this.path).equals(address) ? this.endpoint.containerErrorHandler() : null;
	}

}
