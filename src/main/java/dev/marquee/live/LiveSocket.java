package dev.marquee.live;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.access.Credential;
import dev.marquee.graphql.Resumable;
import dev.marquee.live.Messages.Message;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.web.server.ResponseStatusException;

/**
 * A WebSocket that speaks graphql-transport-ws: it is greeted once, and then answers
 * operations.
 */
final class LiveSocket implements LiveConnection {

	private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);

	/** How long the other side has to say that it closes too. */
	private static final long CLOSING_NANOS = 2_000_000_000L;

	private final Sockets sockets;

	private final SocketConnection connection;

	private final Handshake from;

	private final Map<String, SocketSubscription> operations = new ConcurrentHashMap<>(4);

	private final AtomicInteger streams = new AtomicInteger();

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
			case "subscribe" -> begin(message.needId(), message.needPayload());
			case "complete" -> end(message.needId());
			default -> throw new Broken(Closing.invalid("This type of message is not known"));
		}
	}

	private void greet(Map<String, Object> payload) throws Broken {
		if (this.state != State.OPEN) {
			throw new Broken(Closing.TOO_MANY_INITS);
		}
		Optional<String> token = Handshake.token(payload);
		if (token.isPresent()) {
			Credential shown = this.sockets.credentials()
				.check(token.get())
				.orElseThrow(() -> new Broken(Closing.REFUSED));
			if (!enter(shown)) {
				throw new Broken(Closing.TOO_MANY_CONNECTIONS);
			}
		}
		this.state = State.GREETED;
		send(Messages.ACK);
	}

	private void begin(String id, Map<String, Object> payload) throws Broken {
		if (this.state != State.GREETED) {
			throw new Broken(Closing.UNAUTHORIZED);
		}
		WebGraphQlRequest request = request(id, payload);
		SocketSubscription operation = new SocketSubscription(id, this);
		if (this.operations.putIfAbsent(id, operation) != null) {
			throw new Broken(Closing.exists(id));
		}
		this.sockets.execute(request, this.credential, (response) -> answer(operation, response),
				(failure) -> failed(operation, failure));
	}

	private WebGraphQlRequest request(String id, Map<String, Object> payload) throws Broken {
		try {
			return this.from.request(id, payload);
		}
		catch (ResponseStatusException ex) {
			throw new Broken(Closing.invalid("The payload is no GraphQL request"));
		}
	}

	@SuppressWarnings("unchecked") // all that subscriptions publish are results
	private void answer(SocketSubscription operation, WebGraphQlResponse response) {
		ExecutionResult result = response.getExecutionResult();
		if (response.getData() instanceof Publisher<?> events) {
			if (this.streams.incrementAndGet() > this.sockets.mostStreams()) {
				this.streams.decrementAndGet();
				refuse(operation, this.sockets.tooMany());
				return;
			}
			operation.streams(this.sockets.messages().next(operation.id()));
			((Publisher<ExecutionResult>) events).subscribe(operation);
			if (this.state == State.OVER) {
				operation.cancel();
			}
			return;
		}
		if (!result.isDataPresent()) {
			refuse(operation, result.getErrors());
			return;
		}
		byte[] json = this.sockets.messages().write(result.toSpecification());
		send(Messages.next(this.sockets.messages().next(operation.id()), json));
		completed(operation);
	}

	/**
	 * Sends an event of a subscription.
	 * @return false if the network is not free for another
	 */
	boolean next(byte[] begin, ExecutionResult event) {
		byte[] json = (event instanceof Resumable finished) ? finished.json()
				: this.sockets.messages().write(event.toSpecification());
		return send(Messages.next(begin, json));
	}

	void completed(SocketSubscription operation) {
		if (forget(operation)) {
			send(this.sockets.messages().complete(operation.id()));
		}
	}

	void failed(SocketSubscription operation, Throwable failure) {
		if (failure instanceof SubscriptionPublisherException known) {
			refuse(operation, known.getErrors());
		}
		else {
			LOG.error("A subscription has failed", failure);
			refuse(operation, SocketSubscription.internal());
		}
	}

	private void refuse(SocketSubscription operation, List<GraphQLError> errors) {
		if (forget(operation)) {
			send(this.sockets.messages().errors(operation.id(), errors));
		}
	}

	private void end(String id) {
		SocketSubscription operation = this.operations.get(id);
		if (operation != null && forget(operation)) {
			operation.cancel();
		}
	}

	private boolean forget(SocketSubscription operation) {
		boolean isKnown = this.operations.remove(operation.id(), operation);
		if (isKnown && operation.isStream()) {
			this.streams.decrementAndGet();
		}
		return isKnown;
	}

	private boolean send(byte[] frame) {
		if (this.state == State.GREETED) {
			this.since = System.nanoTime();
		}
		return this.connection.send(frame);
	}

	/** All that was sent has been taken by the network. */
	void drained() {
		this.operations.values().forEach(SocketSubscription::goOn);
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
		else if (this.state == State.OPEN && quiet > this.sockets.initTimeout().toNanos()) {
			this.connection.close(Closing.INIT_TIMEOUT);
		}
		else if (this.state == State.GREETED && quiet > this.sockets.keepAlive().toNanos()) {
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
		this.operations.values().forEach(SocketSubscription::cancel);
		this.operations.clear();
	}

	private enum State {

		OPEN, GREETED, OVER

	}

}
