package dev.marquee.graphql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.marquee.graphql.validation.NullVariableErrors;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.VariableDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Rejects requests that pass null where null is not allowed, by a variable that would be
 * valid there because of a default value. graphql-java 26.0 throws exceptions of several
 * kinds in that case, some of which are no GraphQL errors.
 */
@Component
class NullVariableInstrumentation extends SimplePerformantInstrumentation {

	private final int maxErrors;

	NullVariableInstrumentation(@Value("${marquee.limits.errors}") int maxErrors) {
		this.maxErrors = maxErrors;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		Set<String> variables = nullVariables(request);
		if (!variables.isEmpty()) {
			List<GraphQLError> errors = NullVariableErrors.find(request.getGraphQLSchema(), request.getDocument(),
					request.getOperationDefinition(), variables, request.getGraphQLContext(), this.maxErrors);
			if (!errors.isEmpty()) {
				throw new AbortExecutionException(errors);
			}
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static Set<String> nullVariables(ExecutionContext request) {
		CoercedVariables values = request.getCoercedVariables();
		Set<String> variables = Set.of();
		for (VariableDefinition variable : request.getOperationDefinition().getVariableDefinitions()) {
			if (values.containsKey(variable.getName()) && values.get(variable.getName()) == null) {
				variables = variables.isEmpty() ? new HashSet<>() : variables;
				variables.add(variable.getName());
			}
		}
		return variables;
	}

}
