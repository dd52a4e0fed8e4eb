package dev.marquee.limits;

import java.util.Locale;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.query.execute.RowStreaming;
import graphql.execution.ExecutionContext;
import graphql.language.OperationDefinition;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Rejects operations whose cost may exceed {@code marquee.max-cost}. An operation is
 * analyzed once per parsed document; only its variables are evaluated for each request.
 */
@Component
class CostLimit {

	/** The number of rows for which a request pays that asks for all or more. */
	private static final long ASSUMED_ROWS = 10_000;

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

	/**
	 * Returns the estimated cost of the operation.
	 * @throws OperationRejectedException if it exceeds the limit, or the operation uses
	 * introspection and that is disabled
	 */
	CostEstimate enforce(ExecutionContext request) {
		CostedOperation operation = costedOperation(request);
		if (operation.usesIntrospection() && !this.introspectionAllowed) {
			throw OperationRejectedException.of("INTROSPECTION_DISABLED", "Introspection is disabled on this server.",
					Map.of());
		}
		Map<String, Object> variables = request.getCoercedVariables().toMap();
		long cost = operation.requestedCost(variables);
		if (cost > this.maxCost) {
			throw OperationRejectedException.of("COST_LIMIT_EXCEEDED",
					String.format(Locale.ROOT,
							"The operation may cost %,d points; the limit is %,d. "
									+ "Request smaller pages or fewer levels.",
							cost, this.maxCost),
					Map.of("cost", cost, "limit", this.maxCost));
		}
		return new CostEstimate(operation, variables, SaturatingMath.multiply(cost, listCount(request)));
	}

	/**
	 * Of how many lists of the maximum size the request returns the objects: rows that
	 * are streamed are counted up to a number that is assumed for all.
	 */
	private static long listCount(ExecutionContext request) {
		RowStreaming streaming = request.getGraphQLContext().get(RowStreaming.class);
		if (streaming == null) {
			return 1;
		}
		Integer maxRows = streaming.maxRows();
		long rows = Math.clamp((maxRows != null) ? maxRows : ASSUMED_ROWS, 1, ASSUMED_ROWS);
		return Math.ceilDiv(rows, ListSizeEstimate.MAX_LIST_SIZE);
	}

	private CostedOperation costedOperation(ExecutionContext request) {
		return this.costedOperations.get(request.getOperationDefinition(),
				(missing) -> CostAnalyzer.analyze(missing, request.getFragmentsByName(), request.getGraphQLSchema()));
	}

}
