package dev.marquee.limits;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.marquee.limits.RateLimitBucket.RetryAfter;
import dev.marquee.query.execute.RowStreaming;
import dev.marquee.security.Viewer;
import graphql.ExecutionInput;
import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Refunds the difference between the requested and the actual cost, writes the
 * {@code RateLimit} headers, and reports the cost to requests with {@code extensions:
 * {"cost": true}}. The response is parsed only if one of these applies.
 *
 * <pre>
 * "extensions": { "cost": { "requested": 63, "actual": 41, "limit": 3000000, "remaining": 2999959 } }
 * </pre>
 *
 * {@code actual} is absent from subscriptions and from responses with errors;
 * {@code limit} and {@code remaining} are absent if the caller has no rate limit.
 */
@Component
class CostExtensionInterceptor implements WebGraphQlInterceptor {

	private static final String EXTENSION = "cost";

	private final RateLimits rateLimits;

	CostExtensionInterceptor(RateLimits rateLimits) {
		this.rateLimits = rateLimits;
	}

	static boolean isRequested(ExecutionInput request) {
		return Boolean.TRUE.equals(request.getExtensions().get(EXTENSION));
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (this.rateLimits.limitsByAddress()) {
			RateLimitKey rateLimitKey = RateLimitKey.of(request.getRemoteAddress());
			request.configureExecutionInput(
					(input, builder) -> builder.graphQLContext(Map.of(RateLimitKey.class, rateLimitKey)).build());
		}
		return chain.next(request).map((response) -> addExtensions(request, response));
	}

	private WebGraphQlResponse addExtensions(WebGraphQlRequest request, WebGraphQlResponse response) {
		GraphQLContext context = response.getExecutionInput().getGraphQLContext();
		RateLimitBucket rateLimitBucket = context.get(RateLimitBucket.class);
		CostEstimate costEstimate = context.get(CostEstimate.class);
		@Nullable Long actual = (costEstimate != null) ? actualCost(costEstimate, response) : null;
		if (rateLimitBucket != null && costEstimate != null && actual != null) {
			rateLimitBucket.refund(costEstimate.requestedCost() - actual);
		}
		WebGraphQlResponse reported = (costEstimate != null && isRequested(response.getExecutionInput()))
				? withExtension(describeCost(costEstimate, actual, rateLimitBucket), response) : response;
		if (rateLimitBucket != null) {
			writeRateLimitHeaders(rateLimitBucket, context, request, reported.getResponseHeaders());
		}
		return reported;
	}

	private static WebGraphQlResponse withExtension(Map<String, Object> cost, WebGraphQlResponse response) {
		Map<Object, Object> extensions = new LinkedHashMap<>();
		extensions.put(EXTENSION, cost);
		extensions.putAll(response.getExtensions());
		return response.transform((builder) -> builder.extensions(extensions));
	}

	/** The cost of rows that are yet to be streamed is the estimated one. */
	private static @Nullable Long actualCost(CostEstimate costEstimate, WebGraphQlResponse response) {
		if (response.getExecutionInput().getGraphQLContext().hasKey(RowStreaming.class)) {
			return costEstimate.requestedCost();
		}
		return (response.getExecutionResult().getErrors().isEmpty()
				&& response.getExecutionResult().getData() instanceof Map<?, ?> data)
						? costEstimate.actualCost(asStringKeyed(data)) : null;
	}

	@SuppressWarnings("unchecked") // the keys of response data are strings
	private static Map<String, ?> asStringKeyed(Map<?, ?> data) {
		return (Map<String, ?>) data;
	}

	private static Map<String, Object> describeCost(CostEstimate costEstimate, @Nullable Long actual,
			@Nullable RateLimitBucket rateLimitBucket) {
		Map<String, Object> cost = new LinkedHashMap<>();
		cost.put("requested", costEstimate.requestedCost());
		if (actual != null) {
			cost.put("actual", actual);
		}
		if (rateLimitBucket != null) {
			cost.put("limit", rateLimitBucket.capacity());
			cost.put("remaining", rateLimitBucket.remainingPoints());
		}
		return cost;
	}

	private static void writeRateLimitHeaders(RateLimitBucket rateLimitBucket, GraphQLContext context,
			WebGraphQlRequest request, HttpHeaders headers) {
		RetryAfter retryAfter = context.get(RetryAfter.class);
		if (Viewer.of(context).isAnonymous()) {
			// The headers report the caller's own limit, so shared caches must not store
			// the response.
			context.put(CacheControl.class, CacheControl.noCache().cachePrivate());
		}
		headers.set("RateLimit-Policy", rateLimitBucket.policyHeader());
		headers.set("RateLimit", rateLimitBucket.rateLimitHeader());
		if (retryAfter != null && hasHttpStatus(request)) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.seconds()));
			context.put(HttpStatus.class, HttpStatus.TOO_MANY_REQUESTS);
		}
	}

	/**
	 * Over WebSocket and SSE an error is part of the stream and has no status of its own.
	 */
	private static boolean hasHttpStatus(WebGraphQlRequest request) {
		return !(request instanceof WebSocketGraphQlRequest)
				&& !request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
	}

}
