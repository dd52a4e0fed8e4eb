package dev.marquee.transport.sse;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import dev.marquee.graphql.CodedError;
import dev.marquee.graphql.MemoryAccount;
import dev.marquee.graphql.ResumableEvent;
import dev.marquee.security.ConnectionAuthenticator;
import dev.marquee.security.Credential;
import dev.marquee.transport.ClientMemory;
import dev.marquee.transport.CloseStatus;
import dev.marquee.transport.ConnectionLimits;
import dev.marquee.transport.ConnectionOwner;
import dev.marquee.transport.ConnectionRegistry;
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
 * Subscriptions as server-sent events, in the distinct connections mode of
 * {@code graphql-sse}. The id of an event is its cursor, from which a client that
 * reconnects resumes.
 */
class EventStreams implements StreamingResponder, DisposableBean {

	private static final Duration FOREVER = Duration.ZERO;

	/**
	 * How many events each step requests in advance. The subscription keeps the others.
	 */
	private static final int PREFETCH = 1;

	private final JsonMapper json;

	private final ConnectionRegistry connections;

	private final ConnectionLimits limits;

	private final ClientMemory memory;

	private final ConnectionAuthenticator connectionAuthenticator;

	/** One timer for all streams. */
	private final Flux<EventStream.SseMessage> keepAlives;

	private final ExecutorService threads = Executors
		.newThreadPerTaskExecutor(Thread.ofVirtual().name("event-stream-", 1).factory());

	private final Scheduler scheduler = Schedulers.fromExecutor(this.threads);

	EventStreams(JsonMapper json, ConnectionRegistry connections, ConnectionLimits limits, ClientMemory memory,
			ConnectionAuthenticator connectionAuthenticator, Duration keepAlive) {
		this.json = json;
		this.connections = connections;
		this.limits = limits;
		this.memory = memory;
		this.connectionAuthenticator = connectionAuthenticator;
		this.keepAlives = Flux.interval(keepAlive)
			.map((tick) -> EventStream.SseMessage.KEEP_ALIVE)
			.onBackpressureDrop()
			.share();
	}

	@Override
	public void send(Function<MemoryAccount, Mono<WebGraphQlResponse>> operation, HttpServletRequest request,
			HttpServletResponse answer) throws ServletException, IOException {
		if (this.connections.isDatabaseOutageTooLong()) {
			throw HttpErrorException.of(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
					CloseStatus.DATABASE_UNAVAILABLE.reason());
		}
		Credential credential = this.connectionAuthenticator.currentCredential();
		ConnectionOwner owner = ConnectionOwner.of(credential, request.getRemoteAddr());
		if (!this.limits.tryAcquire(owner)) {
			throw HttpErrorException.of(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY_CONNECTIONS",
					CloseStatus.TOO_MANY_CONNECTIONS.reason());
		}
		ClientMemory.Account account = this.memory.open(owner);
		Flux<EventStream.SseMessage> messages = operation.apply(account)
			.flatMapMany(this::messages)
			.onErrorResume(SubscriptionPublisherException.class,
					(ex) -> Flux.just(EventStream.SseMessage.next(null, write(errors(ex)))))
			.onErrorResume(HttpErrorException.class,
					(ex) -> Flux.just(EventStream.SseMessage.next(null, write(ex.body()))))
			.concatWithValues(EventStream.SseMessage.COMPLETE);
		AtomicBoolean counted = new AtomicBoolean(true);
		ServerResponse.sse((events) -> {
			EventStream stream = new EventStream(events, credential, account, (ended) -> {
				this.connections.remove(ended);
				account.close();
				if (counted.getAndSet(false)) {
					this.limits.release(owner);
				}
			});
			this.connections.add(stream);
			// The first keep-alive tells the client that the stream is open.
			Flux.merge(PREFETCH, messages,
					this.keepAlives.onBackpressureDrop().startWith(EventStream.SseMessage.KEEP_ALIVE))
				.publishOn(this.scheduler, PREFETCH)
				.subscribe(stream);
			if (!this.connections.isRunning()) {
				stream.close(CloseStatus.RESTART);
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
				? EventStream.SseMessage.next(finished.cursor(), finished.json())
				: EventStream.SseMessage.next(null, write(result.toSpecification()));
	}

	private static Map<String, Object> errors(SubscriptionPublisherException failure) {
		return Map.of("errors",
				failure.getErrors().stream().map(CodedError::of).map(CodedError::toSpecification).toList());
	}

	private byte[] write(Map<String, Object> result) {
		return this.json.writeValueAsBytes(result);
	}

	@Override
	public void destroy() {
		this.threads.shutdown();
	}

}
