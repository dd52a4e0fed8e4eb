package dev.marquee.limits;

import java.util.HashMap;
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
	private static final int ASSUMED_ROWS = 10_000;

	/** Rows that are streamed cost as much as pages of this size. */
	private static final int ROWS_OF_PAGE = 100;

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
		Map<String, Object> variables = costedVariables(request);
		long cost = operation.requestedCost(variables);
		if (cost > this.maxCost) {
			throw OperationRejectedException.of("COST_LIMIT_EXCEEDED",
					String.format(Locale.ROOT,
							"The operation may cost %,d points; the limit is %,d. "
									+ "Request smaller pages or fewer levels.",
							cost, this.maxCost),
					Map.of("cost", cost, "limit", this.maxCost));
		}
		return new CostEstimate(operation, variables,
				SaturatingMath.multiply(cost, Math.ceilDiv(rows(request), ROWS_OF_PAGE)));
	}

	/**
	 * The variables that determine the cost: of rows that are streamed, those of a page.
	 */
	private static Map<String, Object> costedVariables(ExecutionContext request) {
		Map<String, Object> variables = request.getCoercedVariables().toMap();
		if (rows(request) <= ROWS_OF_PAGE) {
			return variables;
		}
		Map<String, Object> ofPage = new HashMap<>(variables);
		ofPage.put("first", ROWS_OF_PAGE);
		return ofPage;
	}

	/** The number of rows that are streamed; 1 for other requests. */
	private static int rows(ExecutionContext request) {
		RowStreaming streaming = request.getGraphQLContext().get(RowStreaming.class);
		if (streaming == null) {
			return 1;
		}
		Integer maxRows = streaming.maxRows();
		return (maxRows != null) ? Math.min(maxRows, ASSUMED_ROWS) : ASSUMED_ROWS;
	}

	private CostedOperation costedOperation(ExecutionContext request) {
		return this.costedOperations.get(request.getOperationDefinition(),
				(missing) -> CostAnalyzer.analyze(missing, request.getFragmentsByName(), request.getGraphQLSchema()));
	}

}
