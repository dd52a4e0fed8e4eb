package dev.marquee.transport.sse;

import java.io.IOException;
import java.util.function.Consumer;

import dev.marquee.security.Credential;
import dev.marquee.transport.CloseStatus;
import dev.marquee.transport.TransportConnection;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/**
 * A stream of server-sent events, open until the subscription or the client ends it.
 */
final class EventStream extends BaseSubscriber<EventStream.SseMessage> implements TransportConnection {

	private final SseBuilder events;

	private final Credential credential;

	private final Consumer<EventStream> onEnd;

	EventStream(SseBuilder events, Credential credential, Consumer<EventStream> onEnd) {
		this.events = events;
		this.credential = credential;
		this.onEnd = onEnd;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		this.events.onError((ex) -> end());
		this.events.onComplete(this::end);
		subscription.request(1);
	}

	@Override
	protected void hookOnNext(SseMessage sseMessage) {
		try {
			send(sseMessage);
			request(1);
		}
		catch (IOException | IllegalStateException ex) {
			end();
		}
	}

	private void send(SseMessage sseMessage) throws IOException {
		if (sseMessage.equals(SseMessage.KEEP_ALIVE)) {
			this.events.comment("").send();
			return;
		}
		if (sseMessage.id() != null) {
			this.events.id(sseMessage.id());
		}
		this.events.event(sseMessage.type()).data(sseMessage.data());
		if (sseMessage.equals(SseMessage.COMPLETE)) {
			end();
		}
	}

	@Override
	protected void hookOnError(Throwable failure) {
		end();
	}

	/** Completes the response and cancels the subscription. */
	private void end() {
		cancel();
		this.onEnd.accept(this);
		this.events.complete();
	}

	@Override
	public Credential credential() {
		return this.credential;
	}

	@Override
	public void checkTimeouts(long now) {
		// The shared keep-alive of all streams detects clients that are gone.
	}

	/** Clients reconnect when a stream just ends; the protocol has no reasons. */
	@Override
	public void close(CloseStatus status) {
		Thread.ofVirtual().start(this::end);
	}

	/**
	 * An event, or a comment that keeps the connection alive.
	 */
	record SseMessage(@Nullable String id, String type, String data) {

		static final SseMessage KEEP_ALIVE = new SseMessage(null, "", "");

		static final SseMessage COMPLETE = new SseMessage(null, "complete", "");

		static SseMessage next(@Nullable String id, String data) {
			return new SseMessage(id, "next", data);
		}

	}

}
