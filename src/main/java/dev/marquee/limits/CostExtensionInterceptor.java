package dev.marquee.limits;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.marquee.limits.RateLimitBucket.RetryAfter;
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
 * Tells what a request did cost, if it asks by {@code extensions: {"cost": true}}, and
 * whoever has a limit what they may still spend; what it did not cost is given back. An
 * answer is read for that only then. The statement that answered it is told by
 * {@link PlanExtension}.
 *
 * <pre>
 * "extensions": { "cost": { "requested": 63, "actual": 41, "limit": 3000000, "remaining": 2999959 } }
 * </pre>
 *
 * {@code actual} is missing where an answer has no end, or an error; {@code limit} and
 * {@code remaining} where there is no limit.
 */
@Component
class CostExtensionInterceptor implements WebGraphQlInterceptor {

	private static final String EXTENSION = "cost";

	private final RateLimits rateLimits;

	private final PlanExtension planExtension;

	CostExtensionInterceptor(RateLimits rateLimits, PlanExtension planExtension) {
		this.rateLimits = rateLimits;
		this.planExtension = planExtension;
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
		Map<Object, Object> extensions = new LinkedHashMap<>();
		if (costEstimate != null && isRequested(response.getExecutionInput())) {
			extensions.put(EXTENSION, describeCost(costEstimate, actual, rateLimitBucket));
		}
		this.planExtension.addTo(context, extensions);
		WebGraphQlResponse reported = extensions.isEmpty() ? response : withExtensions(extensions, response);
		if (rateLimitBucket != null) {
			writeRateLimitHeaders(rateLimitBucket, context, request, reported.getResponseHeaders());
		}
		return reported;
	}

	private static WebGraphQlResponse withExtensions(Map<Object, Object> extensions, WebGraphQlResponse response) {
		extensions.putAll(response.getExtensions());
		return response.transform((builder) -> builder.extensions(extensions));
	}

	private static @Nullable Long actualCost(CostEstimate costEstimate, WebGraphQlResponse response) {
		return (response.getExecutionResult().getErrors().isEmpty()
				&& response.getExecutionResult().getData() instanceof Map<?, ?> data)
						? costEstimate.actualCost(asStringKeyed(data)) : null;
	}

	@SuppressWarnings("unchecked") // the data of a result is an object
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
			// What is left is told with the answer, which is therefore for one caller
			// alone.
			context.put(CacheControl.class, CacheControl.noCache().cachePrivate());
		}
		headers.set("RateLimit-Policy", rateLimitBucket.policyHeader());
		headers.set("RateLimit", rateLimitBucket.rateLimitHeader());
		if (retryAfter != null && hasHttpStatus(request)) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(retryAfter.seconds()));
			context.put(HttpStatus.class, HttpStatus.TOO_MANY_REQUESTS);
		}
	}

	/** Transports of streams tell an error within the stream. */
	private static boolean hasHttpStatus(WebGraphQlRequest request) {
		return !(request instanceof WebSocketGraphQlRequest)
				&& !request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
	}

}
