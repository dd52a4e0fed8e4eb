package dev.marquee.live;

import java.util.Map;
import java.util.Optional;

import dev.marquee.live.Messages.Message;
import dev.marquee.security.Credential;

/**
 * A WebSocket that speaks graphql-transport-ws: it is greeted once, and then its client
 * begins and ends operations.
 */
final class LiveSocket implements LiveConnection {

	/** How long the other side has to say that it closes too. */
	private static final long CLOSING_NANOS = 2_000_000_000L;

	private final Sockets sockets;

	private final SocketConnection connection;

	private final Handshake from;

	private final SocketOperations operations;

	private volatile State state = State.OPEN;

	private volatile Caller caller = Caller.NOBODY;

	private volatile Credential credential;

	/** When something was last sent or, before the greeting, when it was opened. */
	private volatile long since = System.nanoTime();

	LiveSocket(Sockets sockets, SocketConnection connection, Handshake from, Credential credential) {
		this.sockets = sockets;
		this.connection = connection;
		this.from = from;
		this.credential = credential;
		this.operations = new SocketOperations(sockets, this, from, connection::readOn);
	}

	void opened() {
		this.sockets.connections().add(this);
		if (!this.from.speaksProtocol()) {
			this.connection.close(Closing.UNKNOWN_PROTOCOL);
		}
		else if (!enter(this.credential)) {
			this.connection.close(Closing.TOO_MANY_CONNECTIONS);
		}
		else if (!this.sockets.connections().isRunning()) {
			this.connection.close(Closing.RESTART);
		}
	}

	/** Counts among the connections of somebody, and no longer of somebody else. */
	private boolean enter(Credential shown) {
		this.sockets.callers().leave(this.caller);
		this.credential = shown;
		Caller known = Caller.of(shown, this.from.address());
		boolean enters = this.sockets.callers().enter(known);
		this.caller = enters ? known : Caller.NOBODY;
		return enters;
	}

	void receive(byte[] text) throws Broken {
		Message message = this.sockets.messages().read(text);
		switch (message.type()) {
			case "connection_init" -> greet(message.payload() != null ? message.payload() : Map.of());
			case "ping" -> send(Messages.PONG);
			case "pong" -> {
				// Whoever is not there any more is found out by TCP.
			}
			case "subscribe" -> begin(message.needId(), message.needPayload(), text.length);
			case "complete" -> this.operations.end(message.needId());
			default -> throw new Broken(Closing.invalid("This type of message is not known"));
		}
	}

	private void greet(Map<String, Object> payload) throws Broken {
		if (this.state != State.OPEN) {
			throw new Broken(Closing.TOO_MANY_INITS);
		}
		Optional<String> token = Handshake.token(payload);
		if (token.isPresent()) {
			Credential shown = this.sockets.connectionAuthenticator()
				.authenticate(token.get())
				.orElseThrow(() -> new Broken(Closing.REFUSED));
			if (!enter(shown)) {
				throw new Broken(Closing.TOO_MANY_CONNECTIONS);
			}
		}
		this.state = State.GREETED;
		send(Messages.ACK);
	}

	private void begin(String id, Map<String, Object> payload, int bytes) throws Broken {
		if (this.state != State.GREETED) {
			throw new Broken(Closing.UNAUTHORIZED);
		}
		this.operations.begin(id, payload, this.credential, bytes);
		if (this.state == State.OVER) {
			this.operations.endAll();
		}
	}

	/** Sends a frame; false if the network is not free for another. */
	boolean send(byte[] frame) {
		if (this.state == State.GREETED) {
			this.since = System.nanoTime();
		}
		return this.connection.send(frame);
	}

	/** All that was sent has been taken by the network. */
	void drained() {
		this.operations.goOn();
	}

	/** Whether nothing more should be read for now. */
	boolean isBusy() {
		return this.operations.areMany();
	}

	@Override
	public Credential credential() {
		return this.credential;
	}

	@Override
	public void look(long now) {
		long quiet = now - this.since;
		if (this.connection.isClosing()) {
			if (quiet > CLOSING_NANOS) {
				this.connection.end();
			}
		}
		else if (this.state == State.OPEN && quiet > this.sockets.limits().init().toNanos()) {
			this.connection.close(Closing.INIT_TIMEOUT);
		}
		else if (this.state == State.GREETED && quiet > this.sockets.limits().silence().toNanos()) {
			send(Messages.PING);
		}
	}

	@Override
	public void end(Closing why) {
		this.connection.close(why);
	}

	/** The close has been said, and nothing more will be. */
	void closing() {
		this.since = System.nanoTime();
		cancel();
	}

	void closed() {
		cancel();
		this.sockets.connections().remove(this);
		this.sockets.callers().leave(this.caller);
		this.caller = Caller.NOBODY;
	}

	private void cancel() {
		this.state = State.OVER;
		this.operations.endAll();
	}

	private enum State {

		OPEN, GREETED, OVER

	}

}
