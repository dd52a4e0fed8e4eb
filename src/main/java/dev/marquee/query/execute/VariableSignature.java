package dev.marquee.query.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.marquee.query.compile.EmptyInput;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.SelectedField.CollectedField;
import graphql.Scalars;
import graphql.execution.TypeFromAST;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * The part of variables that can change a statement rather than only its parameters:
 * whether a value is present, and whether it is {@link EmptyInput empty}; the value
 * itself of a boolean, an integer and an enum; and the same for each field of an input
 * object. It is part of a plan's key.
 */
final class VariableSignature {

	private static final Object ABSENT = new Object();

	private static final Object PRESENT = new Object();

	private static final Object EMPTY = new Object();

	private VariableSignature() {
	}

	/**
	 * The signatures of the variables by which plans of a root field differ. How the
	 * payload of a mutation is read does not depend on the mutation's own input.
	 */
	static List<@Nullable Object> all(CollectedField field, OperationContext operationContext) {
		if (operationContext.isMutation()) {
			Set<String> used = ReferencedVariables.of(field, operationContext);
			return all(operationContext, (variable) -> used.contains(variable.getName()));
		}
		return all(operationContext, (variable) -> true);
	}

	private static List<@Nullable Object> all(OperationContext operationContext, Predicate<VariableDefinition> isUsed) {
		List<VariableDefinition> variables = operationContext.definition().getVariableDefinitions();
		List<@Nullable Object> signatures = new ArrayList<>(variables.size());
		variables.stream().filter(isUsed).forEach((variable) -> signatures.add(of(variable, operationContext)));
		return signatures;
	}

	private static @Nullable Object of(VariableDefinition definition, OperationContext operationContext) {
		if (!operationContext.variables().containsKey(definition.getName())) {
			return ABSENT;
		}
		GraphQLType type = TypeFromAST.getTypeFromAST(operationContext.schema(), definition.getType());
		return of(type, operationContext.variables().get(definition.getName()));
	}

	private static @Nullable Object of(GraphQLType type, @Nullable Object value) {
		if (value == null) {
			return null;
		}
		GraphQLType nullable = GraphQLTypeUtil.unwrapNonNull(type);
		if (nullable instanceof GraphQLEnumType || nullable.equals(Scalars.GraphQLBoolean)
				|| nullable.equals(Scalars.GraphQLInt)) {
			return value;
		}
		if (nullable instanceof GraphQLList list && value instanceof List<?> elements) {
			return ofElements(list.getWrappedType(), elements);
		}
		if (nullable instanceof GraphQLInputObjectType object && value instanceof Map<?, ?> fields) {
			return ofFields(object, fields);
		}
		return (value instanceof String text && EmptyInput.isEmpty(text)) ? EMPTY : PRESENT;
	}

	/**
	 * Lists of scalars that are bound become one parameter, so it only matters whether
	 * they are empty.
	 */
	private static Object ofElements(GraphQLType type, List<?> elements) {
		if (EmptyInput.isEmpty(elements)) {
			return EMPTY;
		}
		List<@Nullable Object> signatures = new ArrayList<>();
		elements.forEach((element) -> signatures.add(of(type, element)));
		return signatures.stream().allMatch((signature) -> signature == PRESENT || signature == EMPTY) ? PRESENT
				: signatures;
	}

	private static Object ofFields(GraphQLInputObjectType type, Map<?, ?> fields) {
		Map<String, @Nullable Object> signatures = new HashMap<>();
		for (GraphQLInputObjectField field : type.getFieldDefinitions()) {
			if (fields.containsKey(field.getName())) {
				signatures.put(field.getName(), of(field.getType(), fields.get(field.getName())));
			}
		}
		return signatures;
	}

}
