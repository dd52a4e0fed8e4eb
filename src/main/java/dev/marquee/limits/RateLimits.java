package dev.marquee.limits;

import java.time.Clock;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.security.Viewer;
import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;

import org.springframework.stereotype.Component;

/**
 * The rate limit buckets of all callers. A bucket that is unused for one period is full
 * again and can be discarded.
 */
@Component
class RateLimits {

	private static final int MAX_BUCKETS = 100_000;

	private final RateLimitProperties properties;

	private final Clock clock;

	private final Cache<RateLimitKey, RateLimitBucket> buckets;

	RateLimits(RateLimitProperties properties, Clock clock) {
		this.properties = properties;
		this.clock = clock;
		this.buckets = Caffeine.newBuilder().maximumSize(MAX_BUCKETS).expireAfterAccess(properties.period()).build();
	}

	boolean limitsByAddress() {
		return this.properties.anonymous() > 0;
	}

	/**
	 * Charges the estimated cost of a request to its caller.
	 * @throws OperationRejectedException if too few points remain
	 */
	void consume(ExecutionContext request, CostEstimate costEstimate) {
		GraphQLContext context = request.getGraphQLContext();
		Viewer viewer = Viewer.of(context);
		int points = viewer.isAnonymous() ? this.properties.anonymous() : this.properties.key();
		if (points > 0) {
			RateLimitKey rateLimitKey = viewer.isAnonymous()
					? context.getOrDefault(RateLimitKey.class, RateLimitKey.UNKNOWN) : RateLimitKey.of(viewer);
			RateLimitBucket rateLimitBucket = Objects.requireNonNull(this.buckets.get(rateLimitKey,
					(missing) -> new RateLimitBucket(points, this.properties.period(), this.clock)));
			rateLimitBucket.consume(costEstimate.requestedCost(), context);
		}
		if (points > 0 || CostExtensionInterceptor.isRequested(request.getExecutionInput())) {
			context.put(CostEstimate.class, costEstimate);
		}
	}

}
