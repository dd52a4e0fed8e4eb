package dev.marquee.transport.websocket;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.marquee.security.Credential;
import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.CloseStatus;
import dev.marquee.transport.ConnectionOwner;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects one WebSocket of Jetty with its session. It demands the next frame when the
 * previous one was processed, unless too many operations wait; TCP then slows the client
 * down.
 */
final class WebSocketFrameHandler implements FrameHandler {

	private static final Logger LOG = LoggerFactory.getLogger(WebSocketFrameHandler.class);

	private final WebSocketContext context;

	private final UpgradeRequest upgradeRequest;

	private final Credential credential;

	private final ClientMemory.Account memory;

	private final TextMessageReader reader;

	private final AtomicBoolean readsPaused = new AtomicBoolean();

	private @Nullable CoreSession connection;

	private @Nullable WebSocketSender sender;

	private @Nullable GraphQlWebSocketSession session;

	WebSocketFrameHandler(WebSocketContext context, UpgradeRequest upgradeRequest, Credential credential) {
		this.context = context;
		this.upgradeRequest = upgradeRequest;
		this.credential = credential;
		this.memory = context.memory().open(ConnectionOwner.of(credential, upgradeRequest.address()));
		this.reader = new TextMessageReader(this.memory);
	}

	@Override
	public void onOpen(CoreSession opened, Callback callback) {
		this.connection = opened;
		this.sender = new WebSocketSender(opened, this.memory, () -> session().drained());
		this.session = new GraphQlWebSocketSession(this.context, this.sender, this.upgradeRequest, this.credential,
				this.memory, this::resumeReads);
		callback.succeeded();
		session().opened();
		opened.demand();
	}

	@Override
	public void onFrame(Frame frame, Callback callback) {
		switch (frame.getOpCode()) {
			case OpCode.PING -> pong(frame, callback);
			case OpCode.CLOSE -> {
				session().closeReceived(org.eclipse.jetty.websocket.core.CloseStatus.getCloseStatus(frame).getCode());
				callback.succeeded();
			}
			default -> {
				if (frame.isDataFrame() && !sender().isClosing()) {
					receive(frame);
				}
				callback.succeeded();
				demand();
			}
		}
	}

	/** The next frame is read after the pong was sent, so that few pongs wait. */
	private void pong(Frame ping, Callback callback) {
		Callback sent = Callback.from(this::demand, (failure) -> demand());
		connection().sendFrame(new Frame(OpCode.PONG, true, ping.getPayload()), Callback.from(callback, sent), false);
	}

	private void receive(Frame frame) {
		try {
			String message = this.reader.add(frame);
			if (message != null) {
				session().receive(message);
			}
		}
		catch (ProtocolException ex) {
			close(ex.status());
		}
		catch (RuntimeException ex) {
			LOG.error("Cannot handle a WebSocket message", ex);
			close(CloseStatus.INTERNAL_ERROR);
		}
	}

	private void close(CloseStatus status) {
		this.reader.reset();
		session().close(status);
	}

	private void demand() {
		if (!session().shouldPauseReads()) {
			connection().demand();
			return;
		}
		this.readsPaused.set(true);
		// Operations may have started before the flag was set.
		if (!session().shouldPauseReads()) {
			resumeReads();
		}
	}

	private void resumeReads() {
		if (this.readsPaused.compareAndSet(true, false) && connection().isInputOpen()) {
			connection().demand();
		}
	}

	@Override
	public void onError(Throwable cause, Callback callback) {
		LOG.debug("WebSocket connection failed", cause);
		callback.succeeded();
	}

	@Override
	public void onClosed(org.eclipse.jetty.websocket.core.CloseStatus status, Callback callback) {
		if (this.session != null) {
			sender().closing();
			session().closed();
		}
		this.memory.close();
		callback.succeeded();
	}

	private CoreSession connection() {
		return Objects.requireNonNull(this.connection);
	}

	private WebSocketSender sender() {
		return Objects.requireNonNull(this.sender);
	}

	private GraphQlWebSocketSession session() {
		return Objects.requireNonNull(this.session);
	}

}
