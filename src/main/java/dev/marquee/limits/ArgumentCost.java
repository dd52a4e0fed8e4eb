package dev.marquee.limits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.NullValue;
import graphql.language.ObjectField;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a field's arguments, as a function of the variables.
 */
@FunctionalInterface
interface ArgumentCost {

	ArgumentCost ZERO = (variables) -> 0;

	long evaluate(Map<String, Object> variables);

	/**
	 * Returns the cost of arguments by the {@code @cost} directives of the schema. An
	 * argument whose type has no weight at any depth is left out, so that it is not
	 * evaluated for each request.
	 */
	static ArgumentCost of(GraphQLFieldDefinition field, List<Argument> arguments) {
		List<ArgumentCost> costs = new ArrayList<>();
		for (Argument argument : arguments) {
			GraphQLArgument definition = field.getArgument(argument.getName());
			if (definition == null) {
				continue;
			}
			long weight = CostDirectives.elementWeight(definition);
			if (isWeighted(weight, definition.getType(), new HashSet<>())) {
				costs.add((variables) -> cost(weight, definition.getType(), argument.getValue(), variables));
			}
		}
		return costs.isEmpty() ? ZERO
				: (variables) -> costs.stream()
					.mapToLong((cost) -> cost.evaluate(variables))
					.reduce(0, SaturatingMath::add);
	}

	private static boolean isWeighted(long weight, GraphQLType type, Set<GraphQLInputObjectType> visited) {
		if (weight > 0) {
			return true;
		}
		return GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object && visited.add(object)
				&& object.getFieldDefinitions()
					.stream()
					.anyMatch((field) -> isWeighted(CostDirectives.elementWeight(field), field.getType(), visited));
	}

	private static long cost(long weight, GraphQLType type, @Nullable Object value, Map<String, Object> variables) {
		return switch (value) {
			case null -> 0;
			case NullValue nothing -> 0;
			case VariableReference variable -> cost(weight, type, variables.get(variable.getName()), variables);
			case ArrayValue elements -> listCost(weight, type, elements.getValues(), variables);
			case Collection<?> elements -> listCost(weight, type, elements, variables);
			case ObjectValue object -> SaturatingMath.add(weight, literalCost(type, object, variables));
			case Map<?, ?> object -> SaturatingMath.add(weight, objectCost(type, object, variables));
			default -> weight;
		};
	}

	private static long listCost(long weight, GraphQLType type, Collection<?> elements, Map<String, Object> variables) {
		long sum = 0;
		for (Object element : elements) {
			sum = SaturatingMath.add(sum, cost(weight, type, element, variables));
		}
		return sum;
	}

	private static long literalCost(GraphQLType type, ObjectValue object, Map<String, Object> variables) {
		Map<String, Value<?>> values = new HashMap<>();
		for (ObjectField field : object.getObjectFields()) {
			values.put(field.getName(), field.getValue());
		}
		return objectCost(type, values, variables);
	}

	private static long objectCost(GraphQLType type, Map<?, ?> object, Map<String, Object> variables) {
		long sum = 0;
		if (GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType input) {
			for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
				if (object.containsKey(field.getName())) {
					sum = SaturatingMath.add(sum, cost(CostDirectives.elementWeight(field), field.getType(),
							object.get(field.getName()), variables));
				}
			}
		}
		return sum;
	}

}
