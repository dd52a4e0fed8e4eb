package dev.marquee.limits;

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

	private final Cache<OperationDefinition, CostedOperation> costedOperations = Caffeine.newBuilder()
		.weakKeys()
		.build();

	private final long maxCost;

	private final boolean introspectionAllowed;

	CostLimit(@Value("${marquee.max-cost}") long maxCost,
			@Value("${marquee.introspection}") boolean introspectionAllowed) {
		this.maxCost = maxCost;
		this.introspectionAllowed = introspectionAllowed;
	}

	/** What the operation may cost. */
	CostEstimate enforce(ExecutionContext request) {
		CostedOperation operation = costedOperation(request);
		if (operation.usesIntrospection() && !this.introspectionAllowed) {
			throw OperationRejectedException.of("INTROSPECTION_DISABLED", "This server does not tell its schema.",
					Map.of());
		}
		Map<String, Object> variables = request.getCoercedVariables().toMap();
		long cost = operation.requestedCost(variables);
		if (cost > this.maxCost) {
			throw OperationRejectedException.of("COST_LIMIT_EXCEEDED",
					String.format(Locale.ROOT,
							"This may cost up to %,d points, and may cost at most %,d. "
									+ "Ask for smaller pages or fewer levels at once.",
							cost, this.maxCost),
					Map.of("cost", cost, "limit", this.maxCost));
		}
		return new CostEstimate(operation, variables, cost);
	}

	private CostedOperation costedOperation(ExecutionContext request) {
		return this.costedOperations.get(request.getOperationDefinition(),
				(missing) -> CostAnalyzer.analyze(missing, request.getFragmentsByName(), request.getGraphQLSchema()));
	}

}
