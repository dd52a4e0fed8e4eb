package dev.marquee.graphql;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.webmvc.GraphQlWebSocketHandler;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.WebSocketSession;

/**
 * All WebSockets that are open. When the server stops, each is told to connect again
 * elsewhere, before the server waits for requests under way.
 */
class LiveSockets extends GraphQlWebSocketHandler implements SmartLifecycle {

	private static final Logger LOG = LoggerFactory.getLogger(LiveSockets.class);

	private static final CloseStatus RESTART = CloseStatus.SERVICE_RESTARTED.withReason("Go on from your last cursor");

	private static final Duration LONGEST_CLOSING = Duration.ofSeconds(5);

	private final Map<String, WebSocketSession> sessions = new ConcurrentHashMap<>();

	private volatile boolean running;

	LiveSockets(WebGraphQlHandler handler, HttpMessageConverter<Object> converter, Duration initTimeout,
			Duration keepAlive, CorsConfiguration cors) {
		super(handler, converter, initTimeout, keepAlive, cors);
	}

	@Override
	public void afterConnectionEstablished(WebSocketSession session) {
		this.sessions.put(session.getId(), session);
		if (!this.running) {
			close(session);
			return;
		}
		super.afterConnectionEstablished(session);
	}

	@Override
	public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
		this.sessions.remove(session.getId());
		super.afterConnectionClosed(session, status);
	}

	int size() {
		return this.sessions.size();
	}

	@Override
	public void start() {
		this.running = true;
	}

	/** A client that does not take its last message holds up no other. */
	@Override
	public void stop() {
		this.running = false;
		for (WebSocketSession session : this.sessions.values()) {
			Thread.ofVirtual().start(() -> close(session));
		}
		long end = System.nanoTime() + LONGEST_CLOSING.toNanos();
		try {
			while (!this.sessions.isEmpty() && System.nanoTime() < end) {
				Thread.sleep(Duration.ofMillis(20));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static void close(WebSocketSession session) {
		try {
			session.close(RESTART);
		}
		catch (IOException ex) {
			LOG.debug("A socket was closed by the other side", ex);
		}
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
