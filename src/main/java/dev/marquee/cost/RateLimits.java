package dev.marquee.cost;

import java.time.Clock;
import java.util.Objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.access.Viewer;
import graphql.GraphQLContext;
import graphql.execution.ExecutionContext;

import org.springframework.stereotype.Component;

/**
 * What each caller may still spend. Whoever was not heard of for a period has everything
 * again, and need not be remembered.
 */
@Component
class RateLimits {

	private static final int MOST_CALLERS = 100_000;

	private final RateLimitSettings settings;

	private final Clock clock;

	private final Cache<Caller, Account> accounts;

	RateLimits(RateLimitSettings settings, Clock clock) {
		this.settings = settings;
		this.clock = clock;
		this.accounts = Caffeine.newBuilder().maximumSize(MOST_CALLERS).expireAfterAccess(settings.period()).build();
	}

	boolean areByAddress() {
		return this.settings.anonymous() > 0;
	}

	/**
	 * Takes what a request may cost from whoever sent it.
	 * @throws Refusal when they have less
	 */
	void take(ExecutionContext request, Charge charge) {
		GraphQLContext context = request.getGraphQLContext();
		Viewer viewer = Viewer.of(context);
		int points = viewer.isAnonymous() ? this.settings.anonymous() : this.settings.key();
		if (points > 0) {
			Caller caller = viewer.isAnonymous() ? context.getOrDefault(Caller.class, Caller.UNKNOWN)
					: Caller.of(viewer);
			Account account = Objects.requireNonNull(
					this.accounts.get(caller, (missing) -> new Account(points, this.settings.period(), this.clock)));
			account.take(charge.requested(), context);
		}
		if (points > 0 || CostReport.isAskedFor(request.getExecutionInput())) {
			context.put(Charge.class, charge);
		}
	}

}
