package dev.marquee.cost;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.marquee.access.Viewer;
import dev.marquee.cost.Account.RetryAfter;
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
class CostReport implements WebGraphQlInterceptor {

	private static final String ASKED = "cost";

	private final RateLimits rates;

	private final PlanExtension plans;

	CostReport(RateLimits rates, PlanExtension plans) {
		this.rates = rates;
		this.plans = plans;
	}

	static boolean isAskedFor(ExecutionInput request) {
		return Boolean.TRUE.equals(request.getExtensions().get(ASKED));
	}

	@Override
	public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
		if (this.rates.areByAddress()) {
			Caller caller = Caller.of(request.getRemoteAddress());
			request.configureExecutionInput(
					(input, builder) -> builder.graphQLContext(Map.of(Caller.class, caller)).build());
		}
		return chain.next(request).map((response) -> report(request, response));
	}

	private WebGraphQlResponse report(WebGraphQlRequest request, WebGraphQlResponse response) {
		GraphQLContext context = response.getExecutionInput().getGraphQLContext();
		Account account = context.get(Account.class);
		Charge charge = context.get(Charge.class);
		@Nullable Long actual = (charge != null) ? actual(charge, response) : null;
		if (account != null && charge != null && actual != null) {
			account.giveBack(charge.requested() - actual);
		}
		Map<Object, Object> extensions = new LinkedHashMap<>();
		if (charge != null && isAskedFor(response.getExecutionInput())) {
			extensions.put(ASKED, cost(charge, actual, account));
		}
		this.plans.report(context, extensions);
		WebGraphQlResponse told = extensions.isEmpty() ? response : with(extensions, response);
		if (account != null) {
			tell(account, context, request, told.getResponseHeaders());
		}
		return told;
	}

	private static WebGraphQlResponse with(Map<Object, Object> extensions, WebGraphQlResponse response) {
		extensions.putAll(response.getExtensions());
		return response.transform((builder) -> builder.extensions(extensions));
	}

	private static @Nullable Long actual(Charge charge, WebGraphQlResponse response) {
		return (response.getExecutionResult().getErrors().isEmpty()
				&& response.getExecutionResult().getData() instanceof Map<?, ?> data) ? charge.actual(named(data))
						: null;
	}

	@SuppressWarnings("unchecked") // the data of a result is an object
	private static Map<String, ?> named(Map<?, ?> data) {
		return (Map<String, ?>) data;
	}

	private static Map<String, Object> cost(Charge charge, @Nullable Long actual, @Nullable Account account) {
		Map<String, Object> cost = new LinkedHashMap<>();
		cost.put("requested", charge.requested());
		if (actual != null) {
			cost.put("actual", actual);
		}
		if (account != null) {
			cost.put("limit", account.points());
			cost.put("remaining", account.left());
		}
		return cost;
	}

	private static void tell(Account account, GraphQLContext context, WebGraphQlRequest request, HttpHeaders headers) {
		RetryAfter refused = context.get(RetryAfter.class);
		if (Viewer.of(context).isAnonymous()) {
			// What is left is told with the answer, which is therefore for one caller
			// alone.
			context.put(CacheControl.class, CacheControl.noCache().cachePrivate());
		}
		headers.set("RateLimit-Policy", account.policy());
		headers.set("RateLimit", account.rest());
		if (refused != null && hasStatus(request)) {
			headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(refused.seconds()));
			context.put(HttpStatus.class, HttpStatus.TOO_MANY_REQUESTS);
		}
	}

	/** Transports of streams tell an error within the stream. */
	private static boolean hasStatus(WebGraphQlRequest request) {
		return !(request instanceof WebSocketGraphQlRequest)
				&& !request.getHeaders().getAccept().contains(MediaType.TEXT_EVENT_STREAM);
	}

}
