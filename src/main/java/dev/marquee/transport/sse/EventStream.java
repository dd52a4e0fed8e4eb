package dev.marquee.transport.sse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.marquee.graphql.MemoryAccount;
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

	private final MemoryAccount memory;

	private final Consumer<EventStream> onEnd;

	/**
	 * Creates a stream.
	 * @param memory counts an event while the network takes it
	 */
	EventStream(SseBuilder events, Credential credential, MemoryAccount memory, Consumer<EventStream> onEnd) {
		this.events = events;
		this.credential = credential;
		this.memory = memory;
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
		int size = sseMessage.heapBytes();
		if (!this.memory.tryAcquire(size)) {
			// The client resumes from the last event that it has received.
			end();
			return;
		}
		try {
			send(sseMessage);
			request(1);
		}
		catch (IOException | IllegalStateException ex) {
			end();
		}
		finally {
			this.memory.release(size);
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
		this.events.event(sseMessage.type()).data(sseMessage.text());
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
	@SuppressWarnings("ArrayRecordComponent") // messages are compared with the constants
												// only
	record SseMessage(@Nullable String id, String type, byte[] data) {

		/** The JSON, its text, and the copy of it that the network takes. */
		private static final int COPIES = 4;

		static final SseMessage KEEP_ALIVE = new SseMessage(null, "", new byte[0]);

		static final SseMessage COMPLETE = new SseMessage(null, "complete", new byte[0]);

		/** An event with JSON in UTF-8, which all subscribers share. */
		static SseMessage next(@Nullable String id, byte[] data) {
			return new SseMessage(id, "next", data);
		}

		String text() {
			return new String(this.data, StandardCharsets.UTF_8);
		}

		int heapBytes() {
			return COPIES * this.data.length;
		}

	}

}
