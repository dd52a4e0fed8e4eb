package dev.marquee.cost;

import java.util.Map;

/**
 * What a request was said to cost.
 */
record Charge(CostedOperation operation, Map<String, Object> variables, long requested) {

	long actual(Map<String, ?> data) {
		return this.operation.actual(data, this.variables);
	}

}
