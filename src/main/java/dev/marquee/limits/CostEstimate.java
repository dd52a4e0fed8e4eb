package dev.marquee.limits;

import java.util.Map;

/**
 * The cost of a request as estimated before execution.
 */
record CostEstimate(CostedOperation operation, Map<String, Object> variables, long requestedCost) {

	long actualCost(Map<String, ?> data) {
		return this.operation.actualCost(data, this.variables);
	}

}
