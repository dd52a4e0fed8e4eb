package dev.marquee.transport.websocket;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Maps WebSocket handshakes, which share the path of all other requests, to
 * {@link WebSocketUpgrade}.
 */
final class WebSocketMapping extends AbstractHandlerMapping {

	/** Before the mapping of the HTTP endpoint. */
	private static final int ORDER = -4;

	private final String path;

	private final WebSocketUpgrade upgrade;

	WebSocketMapping(String path, WebSocketUpgrade upgrade) {
		this.path = path;
		this.upgrade = upgrade;
		setOrder(ORDER);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		boolean isHandshake = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
				&& request.getMethod().equals("GET")
				&& request.getRequestURI().equals(request.getContextPath() + this.path);
		return isHandshake ? this.upgrade : null;
	}

}
