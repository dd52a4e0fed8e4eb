package dev.marquee.cost;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.marquee.cost.Weights.ListSize;
import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.IntValue;
import graphql.language.NullValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import org.jspecify.annotations.Nullable;

/**
 * How many objects a field returns at most.
 */
@FunctionalInterface
interface Size {

	/**
	 * More than any list may have: whoever asks for more is refused by the list itself.
	 */
	long MOST = 400;

	Size ONE = (variables) -> 1;

	long in(Map<String, Object> variables);

	/** The size of the list that a field is, or has below. */
	static Size of(ListSize size, GraphQLFieldDefinition field, List<Argument> given) {
		List<Size> slices = size.slicing()
			.stream()
			.map((name) -> slice(Objects.requireNonNull(field.getArgument(name)), valueOf(name, given)))
			.toList();
		if (slices.isEmpty()) {
			return (variables) -> size.assumed();
		}
		return (variables) -> {
			long largest = -1;
			for (Size slice : slices) {
				largest = Math.max(largest, slice.in(variables));
			}
			return (largest >= 0) ? Math.min(largest, MOST) : size.assumed();
		};
	}

	private static @Nullable Value<?> valueOf(String argument, List<Argument> given) {
		return given.stream()
			.filter((each) -> each.getName().equals(argument))
			.findAny()
			.<@Nullable Value<?>>map(Argument::getValue)
			.orElse(null);
	}

	/** What an argument says, or -1. */
	private static Size slice(GraphQLArgument argument, @Nullable Value<?> given) {
		long other = byDefault(argument);
		return switch (given) {
			case null -> (variables) -> other;
			case VariableReference variable -> (variables) -> variables.containsKey(variable.getName())
					? length(variables.get(variable.getName())) : other;
			default -> constant(length(given));
		};
	}

	private static long byDefault(GraphQLArgument argument) {
		return argument.hasSetDefaultValue() ? length(argument.getArgumentDefaultValue().getValue()) : -1;
	}

	private static Size constant(long length) {
		return (variables) -> length;
	}

	private static long length(@Nullable Object value) {
		return switch (value) {
			case Integer number -> Math.max(number, 0);
			case IntValue number -> Math.max(number.getValue().min(BigInteger.valueOf(MOST)).longValue(), 0);
			case List<?> elements -> elements.size();
			case ArrayValue elements -> elements.getValues().size();
			case NullValue nothing -> -1;
			case null -> -1;
			default -> 1;
		};
	}

}
