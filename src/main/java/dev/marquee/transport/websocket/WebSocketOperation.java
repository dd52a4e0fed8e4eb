package dev.marquee.transport.websocket;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.marquee.database.Deadline;
import dev.marquee.graphql.DeliveryReceipts;
import dev.marquee.graphql.NamedSubscriber;
import dev.marquee.security.Credential;
import dev.marquee.transport.ClientMemory;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * One operation of a client over a WebSocket. A subscription requests its next event when
 * the previous one has been written to the socket.
 */
final class WebSocketOperation extends BaseSubscriber<ExecutionResult> {

	private final String id;

	private final Credential credential;

	private final WebSocketOperations operations;

	/** Whether the next event is requested once the previous one has been written. */
	private final AtomicBoolean paused = new AtomicBoolean();

	private volatile @Nullable GraphQLContext context;

	private byte @Nullable [] nextPrefix;

	/** Those of a subscription whose subscriber has a name. */
	private volatile @Nullable DeliveryReceipts receipts;

	/** The memory that is counted for the operation, in bytes. */
	private int heldBytes;

	/** An operation takes memory until it has run and its id is free again. */
	private int memoryUses;

	private boolean holdsPermit;

	private boolean permitReleased;

	private boolean ended;

	private boolean forgotten;

	WebSocketOperation(String id, Credential credential, WebSocketOperations operations) {
		this.id = id;
		this.credential = credential;
		this.operations = operations;
	}

	String id() {
		return this.id;
	}

	Credential credential() {
		return this.credential;
	}

	/**
	 * Makes the operation known to the instrumentation of its request, and its subscriber
	 * to the data fetcher.
	 */
	void attachTo(WebGraphQlRequest request) {
		request.configureExecutionInput((input, builder) -> {
			this.context = input.getGraphQLContext();
			input.getGraphQLContext().put(WebSocketOperation.class, this);
			String name = SubscriberNames.find(this.id, request.getExtensions());
			if (name != null) {
				input.getGraphQLContext()
					.put(NamedSubscriber.class, new NamedSubscriber(name, this.credential.viewer().principalId(),
							this.operations.session().owner().name(), request, this::addReceipts));
			}
			return input;
		});
	}

	private void addReceipts(DeliveryReceipts started) {
		synchronized (this) {
			this.receipts = started;
			if (!this.forgotten) {
				this.operations.session().receipts().add(started);
				return;
			}
		}
		started.forget();
	}

	/** Ends the subscription, if it is one, of a client that may return. */
	void suspend() {
		DeliveryReceipts started = this.receipts;
		if (started != null) {
			this.operations.session().receipts().remove(started);
			started.suspend();
		}
	}

	/** Ends the subscription, if it is one, of a client that has completed it. */
	void forget() {
		DeliveryReceipts started;
		synchronized (this) {
			this.forgotten = true;
			started = this.receipts;
		}
		if (started != null) {
			this.operations.session().receipts().remove(started);
			started.forget();
		}
	}

	/**
	 * Acquires one of the permits for subscriptions.
	 * @return false if the socket has none left
	 */
	synchronized boolean tryAcquirePermit() {
		this.holdsPermit = !this.permitReleased && this.operations.tryAcquirePermit();
		return this.holdsPermit || this.permitReleased;
	}

	/** Gives up the permit, if it holds one, and the right to acquire one later. */
	synchronized boolean releasePermit() {
		boolean held = this.holdsPermit;
		this.holdsPermit = false;
		this.permitReleased = true;
		return held;
	}

	/**
	 * Counts the memory of the operation.
	 * @return false, and nothing is counted, if it exceeds a limit
	 */
	synchronized boolean hold(ClientMemory.Account memory, long bytes) {
		if (bytes > Integer.MAX_VALUE || !memory.tryAcquire(bytes)) {
			return false;
		}
		this.heldBytes = (int) bytes;
		this.memoryUses = 2;
		return true;
	}

	/** Ends one of the two uses of the memory. */
	synchronized void releaseMemory(ClientMemory.Account memory) {
		this.memoryUses--;
		if (this.memoryUses == 0) {
			memory.release(this.heldBytes);
		}
	}

	/** Lets a mutation run to its end even if its client disconnects. */
	void keepRunning() {
		this.context = null;
	}

	/**
	 * Marks the operation as a subscription, which lives long and keeps nothing of its
	 * request.
	 * @param prefix the beginning of the messages that carry its events
	 */
	void startStream(byte[] prefix) {
		this.nextPrefix = prefix;
		this.context = null;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	/**
	 * Sets the flag before it sends, since the event may be written before {@code send}
	 * returns.
	 */
	@Override
	protected void hookOnNext(ExecutionResult event) {
		this.paused.set(true);
		boolean written = send(this.operations.next(Objects.requireNonNull(this.nextPrefix), event));
		if (this.receipts != null) {
			this.operations.session().receipts().eventSent();
		}
		if (written) {
			resume();
		}
	}

	/** Requests the next event, if it was not requested before. */
	void resume() {
		if (this.paused.compareAndSet(true, false)) {
			request(1);
		}
	}

	@Override
	protected void hookOnError(Throwable failure) {
		this.operations.failed(this, failure);
	}

	@Override
	protected void hookOnComplete() {
		this.operations.completed(this);
	}

	/**
	 * Sends a message of the operation. After its end the id may belong to another
	 * operation, and nothing is sent.
	 * @return false if the message has not been written to the socket yet
	 */
	synchronized boolean send(byte[] message) {
		return !this.ended && this.operations.session().send(message);
	}

	synchronized boolean hasEnded() {
		return this.ended;
	}

	/** Cancels the operation and its running statement. */
	void end() {
		synchronized (this) {
			this.ended = true;
		}
		cancel();
		GraphQLContext running = this.context;
		if (running != null) {
			Deadline.of(running).cancel();
		}
	}

}
