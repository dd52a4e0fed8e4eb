package dev.marquee.graphql;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import graphql.ExecutionResult;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.SmartLifecycle;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Subscriptions as server-sent events, each on a connection of its own, as the protocol
 * of {@code graphql-sse} has it. The id of an event is its cursor, so that a client that
 * connects again goes on where it was.
 */
class EventStreams extends GraphQlSseHandler implements SmartLifecycle {

	private static final Duration FOREVER = Duration.ZERO;

	/** How many events may wait here for one client. */
	private static final int AHEAD = 16;

	private final JsonMapper json;

	private final Duration keepAlive;

	private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("event-stream-", 1).factory());

	private final Scheduler scheduler = Schedulers.fromExecutor(this.threads);

	private volatile boolean running;

	EventStreams(WebGraphQlHandler handler, JsonMapper json, Duration keepAlive) {
		super(handler);
		this.json = json;
		this.keepAlive = keepAlive;
	}

	@Override
	protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
		Flux<EventStream.Message> messages = response.flatMapMany(this::messages)
			.onErrorResume(SubscriptionPublisherException.class,
					(ex) -> Flux.just(EventStream.Message.next(null, write(ex.toMap()))))
			.concatWithValues(EventStream.Message.COMPLETE);
		return ServerResponse.sse((events) -> {
			EventStream stream = new EventStream(events, this.streams::remove);
			this.streams.add(stream);
			Flux<EventStream.Message> beats = Flux.interval(this.keepAlive)
				.onBackpressureDrop()
				.map((beat) -> EventStream.Message.HEARTBEAT);
			messages.mergeWith(beats).publishOn(this.scheduler, AHEAD).subscribe(stream);
		}, FOREVER);
	}

	@SuppressWarnings("unchecked") // all that subscriptions publish are results
	private Flux<EventStream.Message> messages(WebGraphQlResponse response) {
		if (response.getData() instanceof Publisher<?> publisher) {
			return Flux.from((Publisher<ExecutionResult>) publisher)
				.map((result) -> EventStream.Message.next(
						(result instanceof Resumable resumable) ? resumable.cursor() : null,
						write(result.toSpecification())));
		}
		return Flux.just(EventStream.Message.next(null, write(response.toMap())));
	}

	private String write(Map<String, Object> result) {
		return this.json.writeValueAsString(result);
	}

	@Override
	public void start() {
		this.running = true;
	}

	/** The protocol knows no "connect again", but clients do when a stream just ends. */
	@Override
	public void stop() {
		this.running = false;
		this.streams.forEach(EventStream::end);
		this.threads.shutdown();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
