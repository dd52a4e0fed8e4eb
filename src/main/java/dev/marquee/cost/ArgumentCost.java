package dev.marquee.cost;

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
 * What the arguments of a field add to its cost.
 */
@FunctionalInterface
interface ArgumentCost {

	ArgumentCost NOTHING = (variables) -> 0;

	long in(Map<String, Object> variables);

	/**
	 * Tells what arguments cost, by the weights of a schema. What weighs nothing whatever
	 * it is has no cost at all, so that nothing looks at it for each request.
	 */
	final class Model {

		private final Map<GraphQLInputObjectType, Boolean> weighing = new HashMap<>();

		ArgumentCost of(GraphQLFieldDefinition field, List<Argument> given) {
			List<ArgumentCost> costs = new ArrayList<>();
			for (Argument argument : given) {
				GraphQLArgument definition = field.getArgument(argument.getName());
				if (definition != null && weighs(Weights.ofUse(definition), definition.getType())) {
					costs.add((variables) -> cost(Weights.ofUse(definition), definition.getType(), argument.getValue(),
							variables));
				}
			}
			return costs.isEmpty() ? NOTHING
					: (variables) -> costs.stream().mapToLong((cost) -> cost.in(variables)).reduce(0, Saturating::sum);
		}

		private boolean weighs(long weight, GraphQLType type) {
			if (weight > 0) {
				return true;
			}
			if (!(GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object)) {
				return false;
			}
			Boolean known = this.weighing.putIfAbsent(object, false);
			if (known != null) {
				return known;
			}
			boolean weighs = object.getFieldDefinitions()
				.stream()
				.anyMatch((field) -> weighs(Weights.ofUse(field), field.getType()));
			this.weighing.put(object, weighs);
			return weighs;
		}

		private long cost(long weight, GraphQLType type, @Nullable Object value, Map<String, Object> variables) {
			return switch (value) {
				case null -> 0;
				case NullValue nothing -> 0;
				case VariableReference variable -> cost(weight, type, variables.get(variable.getName()), variables);
				case ArrayValue elements -> sum(weight, type, elements.getValues(), variables);
				case Collection<?> elements -> sum(weight, type, elements, variables);
				case ObjectValue object -> Saturating.sum(weight, ofLiteral(type, object, variables));
				case Map<?, ?> object -> Saturating.sum(weight, ofObject(type, object, variables));
				default -> weight;
			};
		}

		private long sum(long weight, GraphQLType type, Collection<?> elements, Map<String, Object> variables) {
			long sum = 0;
			for (Object element : elements) {
				sum = Saturating.sum(sum, cost(weight, type, element, variables));
			}
			return sum;
		}

		private long ofLiteral(GraphQLType type, ObjectValue object, Map<String, Object> variables) {
			Map<String, Value<?>> values = new HashMap<>();
			for (ObjectField field : object.getObjectFields()) {
				values.put(field.getName(), field.getValue());
			}
			return ofObject(type, values, variables);
		}

		private long ofObject(GraphQLType type, Map<?, ?> object, Map<String, Object> variables) {
			long sum = 0;
			if (GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType input) {
				for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
					long weight = Weights.ofUse(field);
					if (object.containsKey(field.getName()) && weighs(weight, field.getType())) {
						sum = Saturating.sum(sum,
								cost(weight, field.getType(), object.get(field.getName()), variables));
					}
				}
			}
			return sum;
		}

	}

}
