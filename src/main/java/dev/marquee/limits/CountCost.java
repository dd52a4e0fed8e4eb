package dev.marquee.limits;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to count the objects of a list, by the directives {@code @countCost} and
 * {@code @countFactor}.
 *
 * @param weight the cost if the filter has no field with a factor
 * @param withFilter the cost with the highest factor of the filter's fields
 */
record CountCost(long weight, ArgumentCost withFilter) {

	/** Returns the cost of counting the list that a field returns; null if it is free. */
	static @Nullable CountCost of(GraphQLFieldDefinition field, List<Argument> arguments) {
		return CostDirectives.countWeight(field)
			.map((weight) -> new CountCost(weight,
					(variables) -> SaturatingMath.multiply(weight, highestFactor(field, arguments, variables))))
			.orElse(null);
	}

	private static long highestFactor(GraphQLFieldDefinition field, List<Argument> arguments,
			Map<String, Object> variables) {
		long max = 1;
		for (Argument argument : arguments) {
			GraphQLArgument definition = field.getArgument(argument.getName());
			if (definition != null) {
				max = Math.max(max, factor(1, definition.getType(), argument.getValue(), variables));
			}
		}
		return max;
	}

	private static long factor(long own, GraphQLType type, @Nullable Object value, Map<String, Object> variables) {
		return switch (value) {
			case null -> 1;
			case NullValue nothing -> 1;
			case VariableReference variable -> factor(own, type, variables.get(variable.getName()), variables);
			case ArrayValue elements -> elements.getValues().isEmpty() ? 1 : own;
			case Collection<?> elements -> elements.isEmpty() ? 1 : own;
			case ObjectValue object -> {
				long max = object.getObjectFields().isEmpty() ? 1 : own;
				for (ObjectField field : object.getObjectFields()) {
					max = Math.max(max, fieldFactor(type, field.getName(), field.getValue(), variables));
				}
				yield max;
			}
			case Map<?, ?> object -> {
				long max = object.isEmpty() ? 1 : own;
				for (Map.Entry<?, ?> field : object.entrySet()) {
					max = Math.max(max, fieldFactor(type, String.valueOf(field.getKey()), field.getValue(), variables));
				}
				yield max;
			}
			default -> own;
		};
	}

	private static long fieldFactor(GraphQLType type, String name, @Nullable Object value,
			Map<String, Object> variables) {
		GraphQLInputObjectField field = (GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType input)
				? input.getFieldDefinition(name) : null;
		return (field != null) ? factor(CostDirectives.countFactor(field), field.getType(), value, variables) : 1;
	}

}
