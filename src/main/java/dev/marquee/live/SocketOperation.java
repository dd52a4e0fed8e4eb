package dev.marquee.live;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.marquee.database.Deadline;
import dev.marquee.security.Credential;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * One operation that a client has asked for over a socket. If it is a subscription, it
 * takes the next event when the network has taken the last.
 */
final class SocketOperation extends BaseSubscriber<ExecutionResult> {

	private final String id;

	private final Credential credential;

	private final SocketOperations all;

	private final AtomicBoolean pausing = new AtomicBoolean();

	private volatile @Nullable GraphQLContext context;

	private byte @Nullable [] begin;

	private boolean seated;

	private boolean left;

	private boolean over;

	SocketOperation(String id, Credential credential, SocketOperations all) {
		this.id = id;
		this.credential = credential;
		this.all = all;
	}

	String id() {
		return this.id;
	}

	Credential credential() {
		return this.credential;
	}

	/** Lets what answers the request know to which operation it belongs. */
	void ask(WebGraphQlRequest request) {
		request.configureExecutionInput((input, builder) -> {
			this.context = input.getGraphQLContext();
			input.getGraphQLContext().put(SocketOperation.class, this);
			return input;
		});
	}

	/**
	 * Takes one of the seats for subscriptions.
	 * @return false if there is none for it
	 */
	synchronized boolean sit() {
		this.seated = !this.left && this.all.takeSeat();
		return this.seated || this.left;
	}

	/** Gives its seat up, and takes none any more; false if it had none. */
	synchronized boolean leave() {
		boolean wasSeated = this.seated;
		this.seated = false;
		this.left = true;
		return wasSeated;
	}

	/**
	 * Lets it run to its end: what somebody has written is not undone because they hang
	 * up.
	 */
	void writes() {
		this.context = null;
	}

	/**
	 * Says that the operation is a subscription, whose events have frames that begin so.
	 * It lives long, and of how it began nothing is needed any more.
	 */
	void streams(byte[] beginning) {
		this.begin = beginning;
		this.context = null;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	/** Pausing is noted first: the network may be free again before it would be after. */
	@Override
	protected void hookOnNext(ExecutionResult event) {
		this.pausing.set(true);
		if (send(this.all.next(Objects.requireNonNull(this.begin), event))) {
			goOn();
		}
	}

	/** The network is free. */
	void goOn() {
		if (this.pausing.compareAndSet(true, false)) {
			request(1);
		}
	}

	@Override
	protected void hookOnError(Throwable failure) {
		this.all.failed(this, failure);
	}

	@Override
	protected void hookOnComplete() {
		this.all.completed(this);
	}

	/**
	 * Sends something of the operation, unless it is over: its id may be another's then.
	 * @return false if the network is not free for more
	 */
	synchronized boolean send(byte[] frame) {
		return !this.over && this.all.send(frame);
	}

	synchronized boolean isOver() {
		return this.over;
	}

	/** Nothing more will be sent, and what still runs for it may end. */
	void end() {
		synchronized (this) {
			this.over = true;
		}
		cancel();
		GraphQLContext asked = this.context;
		if (asked != null) {
			Deadline.of(asked).cancel();
		}
	}

}
