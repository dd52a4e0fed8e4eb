package dev.marquee.transport.websocket;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import dev.marquee.security.Credential;
import dev.marquee.transport.CloseStatus;
import dev.marquee.transport.ConnectionOwner;
import dev.marquee.transport.http.HttpErrorException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.HttpRequestHandler;

/**
 * Accepts WebSocket handshakes (RFC 6455, section 4.2) and lets Jetty upgrade the
 * connection. The origin of the page was checked before, like that of other requests.
 */
final class WebSocketUpgrade implements HttpRequestHandler {

	private static final String PROTOCOL = "graphql-transport-ws";

	private static final String VERSION = "13";

	private static final int KEY_BYTES = 16;

	private final WebSocketContext context;

	private final JsonMapper json;

	private final Configuration.ConfigurationCustomizer settings = new Configuration.ConfigurationCustomizer();

	/** The URI of the last upgradeRequest, shared by sockets with the same one. */
	private volatile @Nullable URI lastUri;

	WebSocketUpgrade(WebSocketContext context, JsonMapper json) {
		this.context = context;
		this.json = json;
		// Sessions send their own pings. 0 means unlimited: outgoing messages are not
		// split, and TextMessageReader limits incoming ones.
		this.settings.setIdleTimeout(Duration.ZERO);
		this.settings.setMaxFrameSize(0);
	}

	@Override
	public void handleRequest(HttpServletRequest request, HttpServletResponse response)
			throws ServletException, IOException {
		Credential credential = this.context.connectionAuthenticator().currentCredential();
		if (!VERSION.equals(request.getHeader("Sec-WebSocket-Version"))) {
			response.setHeader("Sec-WebSocket-Version", VERSION);
			refuse(response, HttpStatus.UPGRADE_REQUIRED, "BAD_REQUEST", "`Sec-WebSocket-Version` must be 13.");
		}
		else if (!isKey(request.getHeader("Sec-WebSocket-Key"))) {
			refuse(response, HttpStatus.BAD_REQUEST, "BAD_REQUEST", "`Sec-WebSocket-Key` must be 16 bytes in Base64.");
		}
		else if (this.context.connectionLimits().isExhausted(ConnectionOwner.of(credential, request.getRemoteAddr()))) {
			refuse(response, HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_CONNECTIONS",
					CloseStatus.TOO_MANY_CONNECTIONS.reason());
		}
		else if (!this.context.connections().isRunning()) {
			refuse(response, HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
					"The server is shutting down; reconnect to another instance.");
		}
		else if (this.context.connections().isDatabaseOutageTooLong()) {
			refuse(response, HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
					CloseStatus.DATABASE_UNAVAILABLE.reason());
		}
		else if (!upgrade(request, credential)) {
			refuse(response, HttpStatus.BAD_REQUEST, "BAD_REQUEST",
					"A WebSocket handshake requires HTTP/1.1 and `Connection: Upgrade`.");
		}
	}

	private static boolean isKey(@Nullable String key) {
		try {
			return key != null && Base64.getDecoder().decode(key).length == KEY_BYTES;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/** Answers with 101; false if the headers do not request an upgrade. */
	private boolean upgrade(HttpServletRequest request, Credential credential) throws IOException {
		WebSocketNegotiator negotiator = (offer, response, callback) -> {
			boolean hasSubprotocol = offer.hasSubProtocol(PROTOCOL);
			if (hasSubprotocol) {
				response.setAcceptedSubProtocol(PROTOCOL);
			}
			response.setExtensions(List.of());
			UpgradeRequest upgradeRequest = new UpgradeRequest(request, uri(request.getRequestURL().toString()),
					hasSubprotocol);
			return new WebSocketFrameHandler(this.context, upgradeRequest, credential);
		};
		ServletContextRequest jetty = ServletContextRequest.getServletContextRequest(request);
		WebSocketMappings webSockets = jetty.getConnectionMetaData()
			.getConnector()
			.getServer()
			.getBean(WebSocketMappings.class);
		try (Blocker.Callback written = Blocker.callback()) {
			boolean upgraded = webSockets.upgrade(negotiator, jetty, jetty.getServletContextResponse(), written,
					this.settings);
			if (upgraded) {
				written.block();
			}
			return upgraded;
		}
	}

	private URI uri(String url) {
		URI uri = this.lastUri;
		if (uri == null || !uri.toString().equals(url)) {
			uri = URI.create(url);
			this.lastUri = uri;
		}
		return uri;
	}

	private void refuse(HttpServletResponse response, HttpStatus status, String code, String message)
			throws IOException {
		response.setStatus(status.value());
		response.setContentType(MediaType.APPLICATION_GRAPHQL_RESPONSE_VALUE);
		response.getOutputStream()
			.write(this.json.writeValueAsBytes(HttpErrorException.of(status, code, message).body()));
	}

}
