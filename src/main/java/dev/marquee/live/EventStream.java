package dev.marquee.live;

import java.io.IOException;
import java.util.function.Consumer;

import dev.marquee.access.Credential;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

import org.springframework.web.servlet.function.ServerResponse.SseBuilder;

/**
 * One stream of server-sent events, open until the subscription or the client ends it.
 */
final class EventStream extends BaseSubscriber<EventStream.Message> implements LiveConnection {

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
	protected void hookOnNext(Message message) {
		try {
			send(message);
			request(1);
		}
		catch (IOException | IllegalStateException ex) {
			end();
		}
	}

	private void send(Message message) throws IOException {
		if (message.equals(Message.HEARTBEAT)) {
			this.events.comment("").send();
			return;
		}
		if (message.id() != null) {
			this.events.id(message.id());
		}
		this.events.event(message.type()).data(message.data());
		if (message.equals(Message.COMPLETE)) {
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
	record Message(@Nullable String id, String type, String data) {

		static final Message HEARTBEAT = new Message(null, "", "");

		static final Message COMPLETE = new Message(null, "complete", "");

		static Message next(@Nullable String id, String data) {
			return new Message(id, "next", data);
		}

	}

}
