package dev.marquee.live;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;

import dev.marquee.security.Credential;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.HttpRequestHandler;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.util.WebUtils;

/**
 * Opens WebSockets as RFC 6455 has it, for pages of this server and of those that may ask
 * it.
 */
final class SocketOpening implements HttpRequestHandler {

	private static final String PROTOCOL = "graphql-transport-ws";

	private static final String VERSION = "13";

	/** Of RFC 6455, section 1.3. */
	private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

	private static final int KEY_LENGTH = 24;

	private final Sockets sockets;

	private final @Nullable CorsConfiguration others;

	/** Where the last request went. It is where most go, whose sockets share it. */
	private volatile @Nullable URI last;

	SocketOpening(Sockets sockets, @Nullable CorsConfiguration others) {
		this.sockets = sockets;
		this.others = others;
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		Credential credential = this.sockets.connectionAuthenticator().currentCredential();
		String key = request.getHeader("Sec-WebSocket-Key");
		if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
			response.setHeader("Sec-WebSocket-Version", VERSION);
			refuse(response, HttpStatus.UPGRADE_REQUIRED, "BAD_REQUEST", "WebSockets have version 13 here.");
		}
		else if (key == null || key.length() != KEY_LENGTH) {
			refuse(response, HttpStatus.BAD_REQUEST, "BAD_REQUEST", "A WebSocket needs a key of 16 bytes.");
		}
		else if (!isAllowed(request)) {
			refuse(response, HttpStatus.FORBIDDEN, "FORBIDDEN", "Pages of this origin may not connect.");
		}
		else if (this.sockets.callers().isFull(Caller.of(credential, request.getRemoteAddr()))) {
			refuse(response, HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_CONNECTIONS",
					Closing.TOO_MANY_CONNECTIONS.reason());
		}
		else if (!this.sockets.connections().isRunning()) {
			refuse(response, HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", "This server is about to stop.");
		}
		else if (this.sockets.connections().isCutOff()) {
			refuse(response, HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE", Closing.CUT_OFF.reason());
		}
		else {
			open(request, response, key, credential);
		}
	}

	private void open(HttpServletRequest request, HttpServletResponse response, String key, Credential credential)
			throws ServletException, IOException {
		boolean speaks = Collections.list(request.getHeaders("Sec-WebSocket-Protocol"))
			.stream()
			.flatMap((offered) -> Arrays.stream(offered.split(",", -1)))
			.anyMatch((protocol) -> protocol.strip().equals(PROTOCOL));
		response.setHeader(HttpHeaders.UPGRADE, "websocket");
		response.setHeader(HttpHeaders.CONNECTION, "upgrade");
		response.setHeader("Sec-WebSocket-Accept", accept(key));
		if (speaks) {
			response.setHeader("Sec-WebSocket-Protocol", PROTOCOL);
		}
		Handshake handshake = new Handshake(request, uri(request.getRequestURL().toString()), speaks);
		SocketConnection connection = request.upgrade(SocketConnection.class);
		connection.belongsTo(new LiveSocket(this.sockets, connection, handshake, credential));
	}

	private URI uri(String url) {
		URI uri = this.last;
		if (uri == null || !uri.toString().equals(url)) {
			uri = URI.create(url);
			this.last = uri;
		}
		return uri;
	}

	/** Browsers say from where a page comes; other clients are as free as with HTTP. */
	private boolean isAllowed(HttpServletRequest request) {
		String origin = request.getHeader(HttpHeaders.ORIGIN);
		return origin == null || WebUtils.isSameOrigin(new ServletServerHttpRequest(request))
				|| (this.others != null && this.others.checkOrigin(origin) != null);
	}

	private static String accept(String key) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + SALT).getBytes(StandardCharsets.US_ASCII));
			return Base64.getEncoder().encodeToString(hash);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java has SHA-1", ex);
		}
	}

	private static void refuse(HttpServletResponse response, HttpStatus status, String code, String message)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE);
		response.getOutputStream().write(Refusal.json(code, message));
	}

}
