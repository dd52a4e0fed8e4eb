package dev.marquee.limits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
	 * Derives argument costs from the {@code @cost} directives of a schema. An argument
	 * whose type has no weight at any depth is left out, so that it is not evaluated for
	 * each request.
	 */
	final class ArgumentCostModel {

		private final Map<GraphQLInputObjectType, Boolean> weightedTypes = new HashMap<>();

		ArgumentCost argumentCost(GraphQLFieldDefinition field, List<Argument> arguments) {
			List<ArgumentCost> costs = new ArrayList<>();
			for (Argument argument : arguments) {
				GraphQLArgument definition = field.getArgument(argument.getName());
				if (definition != null && isWeighted(CostDirectives.elementWeight(definition), definition.getType())) {
					costs.add((variables) -> cost(CostDirectives.elementWeight(definition), definition.getType(),
							argument.getValue(), variables));
				}
			}
			return costs.isEmpty() ? ZERO
					: (variables) -> costs.stream()
						.mapToLong((cost) -> cost.evaluate(variables))
						.reduce(0, SaturatingMath::add);
		}

		private boolean isWeighted(long weight, GraphQLType type) {
			if (weight > 0) {
				return true;
			}
			if (!(GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object)) {
				return false;
			}
			Boolean cached = this.weightedTypes.putIfAbsent(object, false);
			if (cached != null) {
				return cached;
			}
			boolean weighted = object.getFieldDefinitions()
				.stream()
				.anyMatch((field) -> isWeighted(CostDirectives.elementWeight(field), field.getType()));
			this.weightedTypes.put(object, weighted);
			return weighted;
		}

		private long cost(long weight, GraphQLType type, @Nullable Object value, Map<String, Object> variables) {
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

		private long listCost(long weight, GraphQLType type, Collection<?> elements, Map<String, Object> variables) {
			long sum = 0;
			for (Object element : elements) {
				sum = SaturatingMath.add(sum, cost(weight, type, element, variables));
			}
			return sum;
		}

		private long literalCost(GraphQLType type, ObjectValue object, Map<String, Object> variables) {
			Map<String, Value<?>> values = new HashMap<>();
			for (ObjectField field : object.getObjectFields()) {
				values.put(field.getName(), field.getValue());
			}
			return objectCost(type, values, variables);
		}

		private long objectCost(GraphQLType type, Map<?, ?> object, Map<String, Object> variables) {
			long sum = 0;
			if (GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType input) {
				for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
					long weight = CostDirectives.elementWeight(field);
					if (object.containsKey(field.getName()) && isWeighted(weight, field.getType())) {
						sum = SaturatingMath.add(sum,
								cost(weight, field.getType(), object.get(field.getName()), variables));
					}
				}
			}
			return sum;
		}

	}

}
