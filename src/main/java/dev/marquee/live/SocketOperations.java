package dev.marquee.live;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.graphql.ResumableEvent;
import dev.marquee.security.Credential;
import dev.marquee.transport.http.HttpErrorException;
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
 * The operations of one socket, by the ids that its client has given them. Several run at
 * once; what is sent of each is in order.
 */
final class SocketOperations {

	private static final Logger LOG = LoggerFactory.getLogger(SocketOperations.class);

	private final Sockets sockets;

	private final LiveSocket socket;

	private final Handshake from;

	private final Turns turns;

	private final Map<String, SocketOperation> known = new ConcurrentHashMap<>(4);

	private final AtomicInteger seats = new AtomicInteger();

	SocketOperations(Sockets sockets, LiveSocket socket, Handshake from, Runnable readOn) {
		this.sockets = sockets;
		this.socket = socket;
		this.from = from;
		this.turns = new Turns(sockets.threads(), sockets.limits().operations(), readOn);
	}

	void begin(String id, Map<String, Object> payload, Credential credential, int bytes) throws Broken {
		SocketOperation operation = new SocketOperation(id, credential, this);
		Map<String, Object> complete;
		try {
			complete = this.sockets.documents().resolve(payload);
		}
		catch (HttpErrorException httpErrorException) {
			if (!httpErrorException.isWellFormed()) {
				throw new Broken(Closing.invalid("The payload is no GraphQL request"));
			}
			add(operation);
			last(operation, this.sockets.messages().errors(id, httpErrorException.errors()));
			return;
		}
		WebGraphQlRequest request = request(id, complete);
		add(operation);
		this.turns.take(bytes, () -> run(operation, request, payload));
	}

	private void add(SocketOperation operation) throws Broken {
		if (this.known.putIfAbsent(operation.id(), operation) != null) {
			throw new Broken(Closing.exists(operation.id()));
		}
	}

	private WebGraphQlRequest request(String id, Map<String, Object> payload) throws Broken {
		try {
			return this.from.request(id, payload);
		}
		catch (ResponseStatusException ex) {
			throw new Broken(Closing.invalid("The payload is no GraphQL request"));
		}
	}

	private void run(SocketOperation operation, WebGraphQlRequest request, Map<String, Object> payload) {
		if (operation.isOver()) {
			return;
		}
		operation.ask(request);
		this.sockets.execute(request, operation.credential(), (response) -> {
			if (response.getExecutionResult().isDataPresent()) {
				this.sockets.documents().registerExecuted(payload);
			}
			answer(operation, response);
		}, (failure) -> failed(operation, failure));
	}

	/** Whether so much waits that no more should be read for now. */
	boolean areMany() {
		return this.turns.areMany();
	}

	@SuppressWarnings("unchecked") // all that subscriptions publish are results
	private void answer(SocketOperation operation, WebGraphQlResponse response) {
		ExecutionResult result = response.getExecutionResult();
		if (response.getData() instanceof Publisher<?> events) {
			operation.streams(this.sockets.messages().next(operation.id()));
			((Publisher<ExecutionResult>) events).subscribe(operation);
			if (operation.isOver()) {
				operation.cancel();
			}
			return;
		}
		if (!result.isDataPresent()) {
			last(operation, errors(operation, result.getErrors()));
			return;
		}
		byte[] json = this.sockets.messages().write(result.toSpecification());
		operation.send(Messages.next(this.sockets.messages().next(operation.id()), json));
		completed(operation);
	}

	/** The frame of an event of a subscription. */
	byte[] next(byte[] begin, ExecutionResult event) {
		byte[] json = (event instanceof ResumableEvent finished) ? finished.json()
				: this.sockets.messages().write(event.toSpecification());
		return Messages.next(begin, json);
	}

	void completed(SocketOperation operation) {
		last(operation, this.sockets.messages().complete(operation.id()));
	}

	void failed(SocketOperation operation, Throwable failure) {
		if (failure instanceof SubscriptionPublisherException known) {
			last(operation, errors(operation, known.getErrors()));
		}
		else {
			LOG.error("An operation has failed", failure);
			last(operation, errors(operation, Sockets.internal()));
		}
	}

	private byte[] errors(SocketOperation operation, List<GraphQLError> errors) {
		return this.sockets.messages()
			.errors(operation.id(), errors.stream().map(GraphQLError::toSpecification).toList());
	}

	/** Whoever hears the last of an operation may use its id again. */
	private void last(SocketOperation operation, byte[] frame) {
		if (forget(operation)) {
			operation.send(frame);
		}
	}

	boolean send(byte[] frame) {
		return this.socket.send(frame);
	}

	boolean takeSeat() {
		if (this.seats.incrementAndGet() > this.sockets.limits().subscriptions()) {
			this.seats.decrementAndGet();
			return false;
		}
		return true;
	}

	/** The client does not want it any more. */
	void end(String id) {
		SocketOperation operation = this.known.get(id);
		if (operation != null && forget(operation)) {
			operation.end();
		}
	}

	private boolean forget(SocketOperation operation) {
		boolean isKnown = this.known.remove(operation.id(), operation);
		if (isKnown && operation.leave()) {
			this.seats.decrementAndGet();
		}
		return isKnown;
	}

	/** All that was sent has been taken by the network. */
	void goOn() {
		this.known.values().forEach(SocketOperation::goOn);
	}

	void endAll() {
		this.turns.clear();
		this.known.values().forEach(SocketOperation::end);
		this.known.clear();
	}

}
