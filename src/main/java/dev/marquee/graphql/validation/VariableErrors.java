package dev.marquee.graphql.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

/**
 * Explains why the values of variables do not match the types that the operation
 * declares.
 */
public final class VariableErrors {

	private final SchemaHints hints;

	private final int maxErrors;

	/**
	 * Creates an explanation.
	 * @param introspection whether messages may name elements of the schema which the
	 * document does not name
	 * @param maxErrors the maximum number of errors
	 */
	public VariableErrors(boolean introspection, int maxErrors) {
		this.hints = new SchemaHints(introspection);
		this.maxErrors = maxErrors;
	}

	/** Returns an error for each wrong value; empty if all are right. */
	public List<GraphQLError> explain(GraphQLSchema schema, OperationDefinition operation, Map<String, Object> values,
			GraphQLContext context) {
		List<GraphQLError> errors = new ArrayList<>();
		for (VariableDefinition variable : operation.getVariableDefinitions()) {
			GraphQLType type = VariableTypes.find(schema, variable.getType());
			if (type != null && errors.size() < this.maxErrors) {
				errors.addAll(explain(variable, type, values, context, this.maxErrors - errors.size()));
			}
		}
		return errors;
	}

	private List<InputError> explain(VariableDefinition variable, GraphQLType type, Map<String, Object> values,
			GraphQLContext context, int most) {
		String name = "$" + variable.getName();
		if (!values.containsKey(variable.getName())) {
			return (type instanceof GraphQLNonNull && variable.getDefaultValue() == null)
					? List.of(InputError.of(missing(name, type), variable)) : List.of();
		}
		InputCheck check = new InputCheck(this.hints, context, most);
		check.check(new JsonInputValue(values.get(variable.getName())), type, List.of(name));
		return check.problems().stream().map((problem) -> InputError.of(problem, variable)).toList();
	}

	private static InputProblem missing(String name, GraphQLType type) {
		return new InputProblem(List.of(name),
				"`" + name + "` is required, but `variables` does not have it: its type is `"
						+ GraphQLTypeUtil.simplePrint(type) + "`.",
				null);
	}

}
