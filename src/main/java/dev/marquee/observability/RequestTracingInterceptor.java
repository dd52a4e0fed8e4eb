package dev.marquee.observability;

import java.util.List;

import graphql.GraphQLError;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.core.PriorityOrdered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;

/**
 * Creates a span for each request, in the caller's trace if the headers name one.
 */
final class RequestTracingInterceptor implements WebGraphQlInterceptor, PriorityOrdered {

	private static final TextMapGetter<HttpHeaders> HEADERS = new TextMapGetter<>() {

		@Override
		public Iterable<String> keys(HttpHeaders carrier) {
			return carrier.headerNames();
		}

		@Override
		public @Nullable String get(@Nullable HttpHeaders carrier, String key) {
			return (carrier != null) ? carrier.getFirst(key) : null;
		}

	};

	private final Tracer tracer;

	private final TextMapPropagator propagator;

	RequestTracingInterceptor(OpenTelemetry telemetry) {
		this.tracer = telemetry.getTracer("dev.marquee");
		this.propagator = telemetry.getPropagators().getTextMapPropagator();
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		return Mono.defer(() -> {
			Span span = startSpan(request);
			return Mono.using(span::makeCurrent, (scope) -> chain.next(request), Scope::close)
				.doOnNext((response) -> recordErrors(span, response))
				.doOnError(span::recordException)
				.doFinally((signal) -> span.end());
		});
	}

	private Span startSpan(WebGraphQlRequest request) {
		String name = OperationNames.explicitName(request);
		Span span = this.tracer.spanBuilder((name != null) ? name : "GraphQL")
			.setParent(this.propagator.extract(Context.root(), request.getHeaders(), HEADERS))
			.setSpanKind(SpanKind.SERVER)
			.startSpan();
		if (name != null) {
			span.setAttribute("graphql.operation.name", name);
		}
		return span;
	}

	private static void recordErrors(Span span, WebGraphQlResponse response) {
		List<GraphQLError> errors = response.getExecutionResult().getErrors();
		if (!errors.isEmpty()) {
			span.setStatus(StatusCode.ERROR, errors.getFirst().getMessage());
			span.setAttribute("graphql.errors", errors.size());
		}
	}

	/** Runs first, so that everything else happens within the span. */
	@Override
	public int getOrder() {
		return 0;
	}

}
