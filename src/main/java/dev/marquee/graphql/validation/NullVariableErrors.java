package dev.marquee.graphql.validation;

import java.util.List;
import java.util.Set;

import graphql.GraphQLContext;
import graphql.GraphQLError;
import graphql.language.Argument;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLSchema;

/**
 * Finds variables that are null where null is not allowed. A nullable variable is valid
 * there if it or the place has a default value, and may still be null.
 */
public final class NullVariableErrors {

	private NullVariableErrors() {
	}

	/**
	 * Returns an error for each use.
	 * @param variables the names of the variables that are null
	 */
	public static List<GraphQLError> find(GraphQLSchema schema, Document document, OperationDefinition operation,
			Set<String> variables, GraphQLContext context, int maxErrors) {
		InputCheck check = new InputCheck(new SchemaHints(false), context, maxErrors, variables);
		for (DocumentNodes.DocumentNode node : DocumentNodes.arguments(schema, document, operation)) {
			Argument argument = (Argument) node.node();
			GraphQLArgument definition = (node.owner() != null) ? node.owner().argument(argument.getName()) : null;
			if (definition != null) {
				check.check(new LiteralInputValue(argument.getValue(), null), definition.getType(),
						List.of(argument.getName()));
			}
		}
		return check.problems().stream().<GraphQLError>map(InputError::ofNull).toList();
	}

}
