package dev.marquee.limits;

import java.util.Map;

/**
 * What a request was said to cost.
 */
record CostEstimate(CostedOperation operation, Map<String, Object> variables, long requestedCost) {

	long actualCost(Map<String, ?> data) {
		return this.operation.actualCost(data, this.variables);
	}

}
