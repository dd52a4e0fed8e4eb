package dev.marquee.mutation;

import java.util.HashMap;
import java.util.Map;

/**
 * Inputs of mutations without a request.
 */
public final class InputFixtures {

	private InputFixtures() {
	}

	/** Creates an input of these values, which are already coerced. */
	public static Input of(Map<String, ?> values) {
		return new Input(new HashMap<>(values));
	}

}
