package dev.marquee.limits;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.marquee.limits.CostDirectives.ListSizeDirective;
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
 * The maximum number of objects that a field returns, as a function of the variables.
 */
@FunctionalInterface
interface ListSizeEstimate {

	/**
	 * An upper bound on the size of any list. A larger slicing argument is rejected by
	 * the field itself.
	 */
	long MAX_LIST_SIZE = 400;

	ListSizeEstimate ONE = (variables) -> 1;

	long evaluate(Map<String, Object> variables);

	/** Returns the size of the list that the field or its {@code sizedFields} return. */
	static ListSizeEstimate of(ListSizeDirective size, GraphQLFieldDefinition field, List<Argument> given) {
		List<ListSizeEstimate> slices = size.slicingArguments()
			.stream()
			.map((name) -> sliceSize(Objects.requireNonNull(field.getArgument(name)), argumentValue(name, given)))
			.toList();
		if (slices.isEmpty()) {
			return (variables) -> size.assumedSize();
		}
		return (variables) -> {
			long largest = -1;
			for (ListSizeEstimate slice : slices) {
				largest = Math.max(largest, slice.evaluate(variables));
			}
			return (largest >= 0) ? Math.min(largest, MAX_LIST_SIZE) : size.assumedSize();
		};
	}

	private static @Nullable Value<?> argumentValue(String argument, List<Argument> given) {
		return given.stream()
			.filter((each) -> each.getName().equals(argument))
			.findAny()
			.<@Nullable Value<?>>map(Argument::getValue)
			.orElse(null);
	}

	/** The size that a slicing argument requests; -1 if absent. */
	private static ListSizeEstimate sliceSize(GraphQLArgument argument, @Nullable Value<?> given) {
		long defaultSize = defaultSize(argument);
		return switch (given) {
			case null -> (variables) -> defaultSize;
			case VariableReference variable -> (variables) -> variables.containsKey(variable.getName())
					? length(variables.get(variable.getName())) : defaultSize;
			default -> constant(length(given));
		};
	}

	private static long defaultSize(GraphQLArgument argument) {
		return argument.hasSetDefaultValue() ? length(argument.getArgumentDefaultValue().getValue()) : -1;
	}

	private static ListSizeEstimate constant(long length) {
		return (variables) -> length;
	}

	private static long length(@Nullable Object value) {
		return switch (value) {
			case Integer number -> Math.max(number, 0);
			case IntValue number -> Math.max(number.getValue().min(BigInteger.valueOf(MAX_LIST_SIZE)).longValue(), 0);
			case List<?> elements -> elements.size();
			case ArrayValue elements -> elements.getValues().size();
			case NullValue nothing -> -1;
			case null -> -1;
			default -> 1;
		};
	}

}
