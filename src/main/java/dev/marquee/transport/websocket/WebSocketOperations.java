package dev.marquee.transport.websocket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.marquee.graphql.CodedError;
import dev.marquee.graphql.ResumableEvent;
import dev.marquee.security.Credential;
import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.CloseStatus;
import dev.marquee.transport.JsonSize;
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
 * The operations of one WebSocket by the ids that its client has chosen. Several run at
 * once; the messages of each are sent in order.
 */
final class WebSocketOperations {

	private static final Logger LOG = LoggerFactory.getLogger(WebSocketOperations.class);

	/** How many bytes of waiting operations stop the socket from being read. */
	private static final int MAX_QUEUED_BYTES = 1 << 16;

	/** The heap of an operation beside its message. */
	private static final int OPERATION_BYTES = 1 << 10;

	private final WebSocketContext context;

	private final GraphQlWebSocketSession session;

	private final UpgradeRequest upgradeRequest;

	private final ClientMemory.Account memory;

	private final BoundedExecutor executor;

	private final Runnable resumeReads;

	private final Map<String, WebSocketOperation> open = new ConcurrentHashMap<>(4);

	private final AtomicInteger subscriptions = new AtomicInteger();

	private final AtomicInteger waitingBytes = new AtomicInteger();

	/**
	 * Creates the operations of a socket.
	 * @param resumeReads is run when few operations wait, after many have waited
	 */
	WebSocketOperations(WebSocketContext context, GraphQlWebSocketSession session, UpgradeRequest upgradeRequest,
			ClientMemory.Account memory, Runnable resumeReads) {
		this.context = context;
		this.session = session;
		this.upgradeRequest = upgradeRequest;
		this.memory = memory;
		this.executor = new BoundedExecutor(context.executor(), context.limits().operations());
		this.resumeReads = resumeReads;
	}

	/**
	 * Starts an operation as soon as one more may run.
	 * @param text its message
	 */
	void subscribe(String id, Map<String, Object> payload, Credential credential, String text)
			throws ProtocolException {
		WebSocketOperation operation = new WebSocketOperation(id, credential, this);
		Map<String, Object> complete;
		try {
			complete = this.context.documents().resolve(payload);
		}
		catch (HttpErrorException httpErrorException) {
			if (!httpErrorException.isWellFormed()) {
				throw new ProtocolException(CloseStatus.badRequest("The payload is not a GraphQL request"));
			}
			add(operation);
			sendLast(operation, this.context.messages().errors(id, httpErrorException.errors()));
			return;
		}
		WebGraphQlRequest request = request(id, complete);
		add(operation);
		if (!operation.hold(this.memory, OPERATION_BYTES + JsonSize.ofParsed(text))) {
			sendLast(operation, errors(operation, WebSocketContext.memoryLimitExceeded()));
			return;
		}
		int size = text.length();
		this.waitingBytes.addAndGet(size);
		this.executor.execute(() -> {
			started(size);
			try {
				run(operation, request, payload);
			}
			finally {
				operation.releaseMemory(this.memory);
			}
		});
	}

	private void started(int size) {
		int before = this.waitingBytes.getAndAdd(-size);
		if (before >= MAX_QUEUED_BYTES / 2 && before - size < MAX_QUEUED_BYTES / 2) {
			this.resumeReads.run();
		}
	}

	/** Whether so many operations wait that the socket should not be read. */
	boolean shouldPauseReads() {
		return this.waitingBytes.get() >= MAX_QUEUED_BYTES;
	}

	private void add(WebSocketOperation operation) throws ProtocolException {
		if (this.open.putIfAbsent(operation.id(), operation) != null) {
			throw new ProtocolException(CloseStatus.subscriberExists(operation.id()));
		}
	}

	private WebGraphQlRequest request(String id, Map<String, Object> payload) throws ProtocolException {
		try {
			return this.upgradeRequest.request(id, payload);
		}
		catch (ResponseStatusException ex) {
			throw new ProtocolException(CloseStatus.badRequest("The payload is not a GraphQL request"));
		}
	}

	private void run(WebSocketOperation operation, WebGraphQlRequest request, Map<String, Object> payload) {
		if (operation.hasEnded()) {
			return;
		}
		operation.attachTo(request);
		this.memory.addTo(request);
		this.context.execute(request, operation.credential(), (response) -> {
			if (response.getExecutionResult().isDataPresent()) {
				this.context.documents().registerExecuted(payload);
			}
			respond(operation, response);
		}, (failure) -> failed(operation, failure));
	}

	@SuppressWarnings("unchecked") // all that subscriptions publish are results
	private void respond(WebSocketOperation operation, WebGraphQlResponse response) {
		ExecutionResult result = response.getExecutionResult();
		ProtocolMessages messages = this.context.messages();
		if (response.getData() instanceof Publisher<?> events) {
			operation.startStream(messages.nextPrefix(operation.id()));
			((Publisher<ExecutionResult>) events).subscribe(operation);
			if (operation.hasEnded()) {
				operation.cancel();
			}
			return;
		}
		if (!result.isDataPresent()) {
			sendLast(operation, errors(operation, result.getErrors()));
			return;
		}
		operation.send(next(messages.nextPrefix(operation.id()), result));
		completed(operation);
	}

	/** A message with a result. Events are encoded once for all of their subscribers. */
	byte[] next(byte[] prefix, ExecutionResult result) {
		byte[] json = (result instanceof ResumableEvent event) ? event.json()
				: this.context.messages().write(result.toSpecification());
		return ProtocolMessages.next(prefix, json);
	}

	void completed(WebSocketOperation operation) {
		sendLast(operation, this.context.messages().complete(operation.id()));
	}

	void failed(WebSocketOperation operation, Throwable failure) {
		if (failure instanceof SubscriptionPublisherException known) {
			sendLast(operation, errors(operation, known.getErrors()));
		}
		else {
			LOG.error("Operation failed", failure);
			sendLast(operation, errors(operation, WebSocketContext.internalError()));
		}
	}

	private byte[] errors(WebSocketOperation operation, List<GraphQLError> errors) {
		return this.context.messages()
			.errors(operation.id(), errors.stream().map(CodedError::of).map(CodedError::toSpecification).toList());
	}

	/** The client may use the id again when it has received the last message. */
	private void sendLast(WebSocketOperation operation, byte[] message) {
		if (remove(operation)) {
			operation.send(message);
		}
	}

	GraphQlWebSocketSession session() {
		return this.session;
	}

	boolean tryAcquirePermit() {
		if (this.subscriptions.incrementAndGet() > this.context.limits().subscriptions()) {
			this.subscriptions.decrementAndGet();
			return false;
		}
		return true;
	}

	/** Ends an operation for its client, which has completed it. */
	void complete(String id) {
		WebSocketOperation operation = this.open.get(id);
		if (operation != null && remove(operation)) {
			operation.end();
			operation.forget();
		}
	}

	private boolean remove(WebSocketOperation operation) {
		boolean removed = this.open.remove(operation.id(), operation);
		if (removed) {
			operation.releaseMemory(this.memory);
			operation.suspend();
		}
		if (removed && operation.releasePermit()) {
			this.subscriptions.decrementAndGet();
		}
		return removed;
	}

	/** Requests further events after all messages have been written to the socket. */
	void resume() {
		this.open.values().forEach(WebSocketOperation::resume);
	}

	void endAll() {
		this.executor.close();
		this.waitingBytes.set(0);
		this.open.values().forEach(WebSocketOperation::end);
		this.open.clear();
	}

}
