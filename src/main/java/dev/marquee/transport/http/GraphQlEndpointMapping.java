package dev.marquee.transport.http;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Maps requests for the endpoint's path, except WebSocket handshakes, which have a
 * mapping of their own.
 */
final class GraphQlEndpointMapping extends AbstractHandlerMapping {

	/** Before Spring's own mappings for GraphQL. */
	private static final int ORDER = -3;

	private final String path;

	private final GraphQlEndpoint endpoint;

	GraphQlEndpointMapping(String path, GraphQlEndpoint endpoint) {
		this.path = path;
		this.endpoint = endpoint;
		setOrder(ORDER);
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

	/** Handles error dispatches of requests for the endpoint. */
	private @Nullable Object getErrorHandler(HttpServletRequest request) {
		Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		return (request.getContextPath() + this.path).equals(uri) ? this.endpoint.containerErrorHandler() : null;
	}

}
