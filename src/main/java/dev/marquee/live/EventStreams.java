package dev.marquee.live;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.marquee.graphql.ResumableEvent;
import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.security.Credential;
import dev.marquee.transport.http.HttpErrorException;
import dev.marquee.transport.http.StreamingResponder;
import graphql.ExecutionResult;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Subscriptions as server-sent events, each on a connection of its own, as the protocol
 * of {@code graphql-sse} has it. The id of an event is its cursor, so that a client that
 * connects again goes on where it was.
 */
class EventStreams implements StreamingResponder, DisposableBean {

	private static final Duration FOREVER = Duration.ZERO;

	/** How many events may wait here for one client. */
	private static final int AHEAD = 16;

	private final JsonMapper json;

	private final House house;

	/** The hearts of all streams beat together. */
	private final Flux<EventStream.SseMessage> beats;

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("event-stream-", 1).factory());

	private final Scheduler scheduler = Schedulers.fromExecutor(this.threads);

	EventStreams(JsonMapper json, House house, Duration keepAlive) {
		this.json = json;
		this.house = house;
		this.beats = Flux.interval(keepAlive)
			.map((beat) -> EventStream.SseMessage.HEARTBEAT)
			.onBackpressureDrop()
			.share();
	}

	@Override
	public void send(Mono<WebGraphQlResponse> response, HttpServletRequest request, HttpServletResponse answer)
			throws ServletException, IOException {
		if (this.house.connections().isCutOff()) {
			throw HttpErrorException.of(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
					Closing.CUT_OFF.reason());
		}
		Credential credential = this.house.connectionAuthenticator().currentCredential();
		Caller caller = Caller.of(credential, request.getRemoteAddr());
		if (!this.house.callers().enter(caller)) {
			throw HttpErrorException.of(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_CONNECTIONS",
					Closing.TOO_MANY_CONNECTIONS.reason());
		}
		Flux<EventStream.SseMessage> messages = response.flatMapMany(this::messages)
			.onErrorResume(SubscriptionPublisherException.class,
					(ex) -> Flux.just(EventStream.SseMessage.next(null, write(ex.toMap()))))
			.onErrorResume(HttpErrorException.class,
					(ex) -> Flux.just(EventStream.SseMessage.next(null, write(ex.body()))))
			.concatWithValues(EventStream.SseMessage.COMPLETE);
		AtomicBoolean counted = new AtomicBoolean(true);
		ServerResponse.sse((events) -> {
			EventStream stream = new EventStream(events, credential, (ended) -> {
				this.house.connections().remove(ended);
				if (counted.getAndSet(false)) {
					this.house.callers().leave(caller);
				}
			});
			this.house.connections().add(stream);
			// The first beat lets the client know that the stream is open.
			messages.mergeWith(this.beats.onBackpressureDrop().startWith(EventStream.SseMessage.HEARTBEAT))
				.publishOn(this.scheduler, AHEAD)
				.subscribe(stream);
			if (!this.house.connections().isRunning()) {
				stream.end(Closing.RESTART);
			}
		}, FOREVER).writeTo(request, answer, List::of);
	}

	@SuppressWarnings("unchecked") // all that subscriptions publish are results
	private Flux<EventStream.SseMessage> messages(WebGraphQlResponse response) {
		if (response.getData() instanceof Publisher<?> publisher) {
			return Flux.from((Publisher<ExecutionResult>) publisher).map(this::sseMessage);
		}
		return Flux.just(EventStream.SseMessage.next(null, write(response.toMap())));
	}

	private EventStream.SseMessage sseMessage(ExecutionResult result) {
		return (result instanceof ResumableEvent finished)
				? EventStream.SseMessage.next(finished.cursor(), new String(finished.json(), StandardCharsets.UTF_8))
				: EventStream.SseMessage.next(null, write(result.toSpecification()));
	}

	private String write(Map<String, Object> result) {
		return this.json.writeValueAsString(result);
	}

	@Override
	public void destroy() {
		this.threads.shutdown();
	}

	/**
	 * What all connections share.
	 */
	record House(LiveConnections connections, Callers callers, ConnectionAuthenticator connectionAuthenticator) {
	}

}
