package dev.marquee.mcp;

import java.util.Map;

/**
 * The arguments that say when events take place.
 */
final class EventPeriod {

	private EventPeriod() {
	}

	/**
	 * The variables of the operation. People ask for what is to come, so past events need
	 * {@code from} or {@code when}.
	 */
	static Map<String, Object> variables(ToolArguments arguments) {
		Map<String, Object> variables = arguments.variables("when", "timeZone", "from", "to");
		if (!arguments.has("when")) {
			if (!arguments.has("from")) {
				variables.put("when", "UPCOMING");
			}
			else {
				variables.remove("timeZone");
			}
		}
		return variables;
	}

}
