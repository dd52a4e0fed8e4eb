package dev.marquee.live;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Leads requests that open a WebSocket to where it is done, at the same address as all
 * other requests.
 */
final class SocketMapping extends AbstractHandlerMapping {

	/** Before whatever else answers at the address. */
	private static final int FIRST = -4;

	private final String path;

	private final SocketOpening opening;

	SocketMapping(String path, SocketOpening opening) {
		this.path = path;
		this.opening = opening;
		setOrder(FIRST);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		boolean isOurs = "websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))
				&& request.getMethod().equals("GET")
				&& request.getRequestURI().equals(request.getContextPath() + this.path);
		return isOurs ? this.opening : null;
	}

}
