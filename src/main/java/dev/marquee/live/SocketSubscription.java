package dev.marquee.live;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.graphql.execution.ErrorType;

/**
 * One operation that a client has asked for over a socket. It takes the next event of its
 * subscription when the network has taken the last.
 */
final class SocketSubscription extends BaseSubscriber<ExecutionResult> {

	private final String id;

	private final LiveSocket socket;

	private final AtomicBoolean pausing = new AtomicBoolean();

	private byte @Nullable [] begin;

	SocketSubscription(String id, LiveSocket socket) {
		this.id = id;
		this.socket = socket;
	}

	String id() {
		return this.id;
	}

	boolean isStream() {
		return this.begin != null;
	}

	/**
	 * Says that the operation is a subscription, whose events have frames that begin so.
	 */
	void streams(byte[] beginning) {
		this.begin = beginning;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	/** Pausing is noted first: the network may be free again before it would be after. */
	@Override
	protected void hookOnNext(ExecutionResult event) {
		this.pausing.set(true);
		if (this.socket.next(Objects.requireNonNull(this.begin), event)) {
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
		this.socket.failed(this, failure);
	}

	@Override
	protected void hookOnComplete() {
		this.socket.completed(this);
	}

	static List<GraphQLError> internal() {
		return List.of(GraphqlErrorBuilder.newError()
			.message("The subscription has failed")
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(Map.of("code", "INTERNAL_SERVER_ERROR"))
			.build());
	}

}
