package dev.marquee.cost;

import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.execution.ExecutionContext;
import graphql.language.OperationDefinition;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Refuses operations that may cost too much. What an operation costs is found out once
 * for each parsed document, but for what its variables change.
 */
@Component
class CostLimit {

	private final Cache<OperationDefinition, CostedOperation> operations = Caffeine.newBuilder().weakKeys().build();

	private final long most;

	private final boolean introspection;

	CostLimit(@Value("${marquee.max-cost}") long most, @Value("${marquee.introspection}") boolean introspection) {
		this.most = most;
		this.introspection = introspection;
	}

	/** What the operation may cost. */
	Charge check(ExecutionContext request) {
		CostedOperation operation = operation(request);
		if (operation.introspects() && !this.introspection) {
			throw Refusal.of("INTROSPECTION_DISABLED", "This server does not tell its schema.", Map.of());
		}
		Map<String, Object> variables = request.getCoercedVariables().toMap();
		long cost = operation.requested(variables);
		if (cost > this.most) {
			throw Refusal.of("COST_LIMIT_EXCEEDED",
					String.format(Locale.ROOT,
							"This may cost up to %,d points, and may cost at most %,d. "
									+ "Ask for smaller pages or fewer levels at once.",
							cost, this.most),
					Map.of("cost", cost, "limit", this.most));
		}
		return new Charge(operation, variables, cost);
	}

	private CostedOperation operation(ExecutionContext request) {
		return this.operations.get(request.getOperationDefinition(),
				(missing) -> CostModel.of(missing, request.getFragmentsByName(), request.getGraphQLSchema()));
	}

}
