package dev.marquee.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call, which match the input schema of the tool.
 */
final class ToolArguments {

	private final Map<String, Object> values;

	private ToolArguments(Map<String, Object> values) {
		this.values = values;
	}

	/**
	 * Checks arguments. Language models send null and empty text for what they leave out,
	 * so both count as absent.
	 * @throws ToolFailure if an argument is unknown, missing or wrong
	 */
	static ToolArguments check(ToolDefinition tool, @Nullable Map<String, Object> given) {
		Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(tool.inputSchema().get("properties"));
		Map<String, Object> values = new LinkedHashMap<>();
		if (given != null) {
			for (String name : given.keySet()) {
				if (!(properties.get(name) instanceof Map<?, ?>)) {
					throw new ToolFailure("`" + tool.name() + "` has no such argument. It has `"
							+ String.join("`, `", properties.keySet().stream().map(String::valueOf).toList()) + "`.");
				}
			}
		}
		properties.forEach((name, schema) -> {
			ArgumentSchema argument = new ArgumentSchema(String.valueOf(name), (Map<?, ?>) schema);
			Object value = (given != null) ? given.get(argument.name()) : null;
			Object present = (value == null || isEmpty(value)) ? argument.defaultValue() : argument.check(value);
			if (present != null) {
				values.put(argument.name(), present);
			}
		});
		if (tool.inputSchema().get("required") instanceof List<?> required) {
			for (Object name : required) {
				if (!values.containsKey(name)) {
					throw new ToolFailure("`" + name + "` is required.");
				}
			}
		}
		return new ToolArguments(values);
	}

	private static boolean isEmpty(Object value) {
		return (value instanceof String text && text.isBlank()) || (value instanceof List<?> list && list.isEmpty());
	}

	boolean has(String name) {
		return this.values.containsKey(name);
	}

	/** The value; null if it is absent. */
	@Nullable Object get(String name) {
		return this.values.get(name);
	}

	/** The text of an argument that is required or has a default. */
	String text(String name) {
		return (String) Objects.requireNonNull(this.values.get(name));
	}

	/** The values of these arguments, as variables of a query with the same names. */
	Map<String, Object> variables(String... names) {
		Map<String, Object> variables = new LinkedHashMap<>();
		for (String name : names) {
			Object value = this.values.get(name);
			if (value != null) {
				variables.put(name, value);
			}
		}
		return variables;
	}

}
