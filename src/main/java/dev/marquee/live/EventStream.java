package dev.marquee.live;

import java.io.IOException;
import java.util.function.Consumer;

import dev.marquee.security.Credential;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/**
 * One stream of server-sent events, open until the subscription or the client ends it.
 */
final class EventStream extends BaseSubscriber<EventStream.SseMessage> implements LiveConnection {

	private final SseBuilder events;

	private final Credential credential;

	private final Consumer<EventStream> ended;

	EventStream(SseBuilder events, Credential credential, Consumer<EventStream> ended) {
		this.events = events;
		this.credential = credential;
		this.ended = ended;
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
		if (sseMessage.equals(SseMessage.HEARTBEAT)) {
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

	/** Lets go of the client and of the subscription. */
	private void end() {
		cancel();
		this.ended.accept(this);
		this.events.complete();
	}

	@Override
	public Credential credential() {
		return this.credential;
	}

	@Override
	public void look(long now) {
		// Its heart beats by itself.
	}

	/**
	 * The protocol knows no reasons, but clients connect again when a stream just ends.
	 */
	@Override
	public void end(Closing why) {
		Thread.ofVirtual().start(this::end);
	}

	/**
	 * What goes to the client at once.
	 */
	record SseMessage(@Nullable String id, String type, String data) {

		static final SseMessage HEARTBEAT = new SseMessage(null, "", "");

		static final SseMessage COMPLETE = new SseMessage(null, "complete", "");

		static SseMessage next(@Nullable String id, String data) {
			return new SseMessage(id, "next", data);
		}

	}

}
