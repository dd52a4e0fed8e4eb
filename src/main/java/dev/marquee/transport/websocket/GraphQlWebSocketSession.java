package dev.marquee.transport.websocket;

import java.util.Map;
import java.util.Optional;

import dev.marquee.security.Credential;
import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.CloseStatus;
import dev.marquee.transport.ConnectionOwner;
import dev.marquee.transport.JsonSize;
import dev.marquee.transport.TransportConnection;
import dev.marquee.transport.websocket.ProtocolMessages.Message;

import org.springframework.security.authentication.AuthenticationServiceException;

/**
 * A session of graphql-transport-ws: the client initializes it once, and then starts and
 * completes operations.
 */
final class GraphQlWebSocketSession implements TransportConnection {

	/** How long the client has to answer a close frame. */
	private static final long CLOSE_TIMEOUT_NANOS = 2_000_000_000L;

	/**
	 * From this length in characters on, the memory is counted before a message is
	 * parsed.
	 */
	private static final int LARGE_MESSAGE = 1 << 14;

	private final WebSocketContext context;

	private final WebSocketSender sender;

	private final UpgradeRequest upgradeRequest;

	private final WebSocketOperations operations;

	private final ClientMemory.Account memory;

	private final SubscriptionReceipts receipts = new SubscriptionReceipts();

	private volatile State state = State.CONNECTED;

	private volatile ConnectionOwner owner = ConnectionOwner.NONE;

	private volatile Credential credential;

	/**
	 * When the last message was sent or, before initialization, when the socket opened.
	 */
	private volatile long idleSince = System.nanoTime();

	GraphQlWebSocketSession(WebSocketContext context, WebSocketSender sender, UpgradeRequest upgradeRequest,
			Credential credential, ClientMemory.Account memory, Runnable resumeReads) {
		this.context = context;
		this.sender = sender;
		this.upgradeRequest = upgradeRequest;
		this.credential = credential;
		this.memory = memory;
		this.operations = new WebSocketOperations(context, this, upgradeRequest, memory, resumeReads);
	}

	void opened() {
		this.context.connections().add(this);
		if (!this.upgradeRequest.hasSubprotocol()) {
			close(CloseStatus.UNKNOWN_PROTOCOL);
		}
		else if (!tryAcquire(this.credential)) {
			close(CloseStatus.TOO_MANY_CONNECTIONS);
		}
		else if (!this.context.connections().isRunning()) {
			close(CloseStatus.RESTART);
		}
	}

	/** Counts the connection for the owner of this credential, instead of another. */
	private boolean tryAcquire(Credential presented) {
		this.context.connectionLimits().release(this.owner);
		this.credential = presented;
		ConnectionOwner next = ConnectionOwner.of(presented, this.upgradeRequest.address());
		boolean acquired = this.context.connectionLimits().tryAcquire(next);
		this.memory.moveTo(next);
		this.owner = acquired ? next : ConnectionOwner.NONE;
		return acquired;
	}

	void receive(String text) throws ProtocolException {
		if (text.length() < LARGE_MESSAGE) {
			handle(text);
			return;
		}
		long size = JsonSize.ofParsed(text);
		if (!this.memory.tryAcquire(size)) {
			throw new ProtocolException(CloseStatus.TOO_MUCH_MEMORY);
		}
		try {
			handle(text);
		}
		finally {
			this.memory.release(size);
		}
	}

	private void handle(String text) throws ProtocolException {
		Message message = this.context.messages().read(text);
		switch (message.type()) {
			case "connection_init" -> init(message.payload() != null ? message.payload() : Map.of());
			case "ping" -> send(ProtocolMessages.PONG);
			case "pong" -> this.receipts.pongReceived();
			case "subscribe" -> subscribe(message.requireId(), message.requirePayload(), text);
			case "complete" -> this.operations.complete(message.requireId());
			default -> throw new ProtocolException(CloseStatus.badRequest("Unknown message type"));
		}
	}

	private void init(Map<String, Object> payload) throws ProtocolException {
		if (this.state != State.CONNECTED) {
			throw new ProtocolException(CloseStatus.TOO_MANY_INIT_REQUESTS);
		}
		Optional<String> token = UpgradeRequest.token(payload);
		if (token.isPresent() && !tryAcquire(authenticate(token.get()))) {
			throw new ProtocolException(CloseStatus.TOO_MANY_CONNECTIONS);
		}
		this.upgradeRequest.acceptPerson(payload);
		this.state = State.ACKNOWLEDGED;
		send(ProtocolMessages.ACK);
	}

	private Credential authenticate(String token) throws ProtocolException {
		try {
			return this.context.connectionAuthenticator()
				.authenticate(token)
				.orElseThrow(() -> new ProtocolException(CloseStatus.INVALID_CREDENTIAL));
		}
		catch (AuthenticationServiceException ex) {
			throw new ProtocolException(CloseStatus.UNVERIFIED);
		}
	}

	private void subscribe(String id, Map<String, Object> payload, String text) throws ProtocolException {
		if (this.state != State.ACKNOWLEDGED) {
			throw new ProtocolException(CloseStatus.UNAUTHORIZED);
		}
		this.operations.subscribe(id, payload, this.credential, text);
		if (this.state == State.CLOSED) {
			this.operations.endAll();
		}
	}

	/** Sends a message; false if it has not been written to the socket yet. */
	boolean send(byte[] message) {
		if (this.state == State.ACKNOWLEDGED) {
			this.idleSince = System.nanoTime();
		}
		return this.sender.send(message);
	}

	/** All messages have been written to the socket. */
	void drained() {
		this.operations.resume();
	}

	SubscriptionReceipts receipts() {
		return this.receipts;
	}

	ConnectionOwner owner() {
		return this.owner;
	}

	boolean shouldPauseReads() {
		return this.operations.shouldPauseReads();
	}

	@Override
	public Credential credential() {
		return this.credential;
	}

	@Override
	public void checkTimeouts(long now) {
		long idle = now - this.idleSince;
		if (this.sender.isClosing()) {
			if (idle > CLOSE_TIMEOUT_NANOS) {
				this.sender.abort();
			}
		}
		else if (this.state == State.CONNECTED && idle > this.context.limits().initTimeout().toNanos()) {
			close(CloseStatus.INIT_TIMEOUT);
		}
		else if (this.state == State.ACKNOWLEDGED && (idle > this.context.limits().keepAlive().toNanos()
				|| this.receipts.isPingDue(now, this.context.connections().size()))) {
			this.receipts.beforePing(now);
			send(ProtocolMessages.PING);
		}
	}

	@Override
	public void close(CloseStatus status) {
		this.receipts.beforeClose();
		if (this.sender.close(status)) {
			closing();
		}
	}

	/** The client has sent a close frame with this code, perhaps to answer one. */
	void closeReceived(int code) {
		boolean answered = this.sender.hasSentClose(code);
		this.sender.closing();
		closing();
		this.receipts.close(answered);
	}

	/** A close frame was sent or received, and no message follows it. */
	private void closing() {
		this.idleSince = System.nanoTime();
		endOperations();
	}

	void closed() {
		endOperations();
		this.receipts.close(false);
		this.context.connections().remove(this);
		this.context.connectionLimits().release(this.owner);
		this.owner = ConnectionOwner.NONE;
	}

	private void endOperations() {
		this.state = State.CLOSED;
		this.operations.endAll();
	}

	private enum State {

		CONNECTED, ACKNOWLEDGED, CLOSED

	}

}
