package dev.marquee.graphql;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.CoercedVariables;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Argument;
import graphql.language.Directive;
import graphql.language.Node;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Rejects requests that pass null to {@code @skip} or {@code @include}. A nullable
 * variable with a default value is valid there, and may still be null; graphql-java 26.0
 * throws a {@link NullPointerException} in that case.
 */
@Component
class NullConditionInstrumentation extends SimplePerformantInstrumentation {

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		for (VariableDefinition variable : request.getOperationDefinition().getVariableDefinitions()) {
			if (isNull(variable, request.getCoercedVariables())
					&& isUsedAsCondition(variable.getName(), request.getDocument())) {
				throw new AbortExecutionException(List.of(nullConditionError(variable)));
			}
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static boolean isNull(VariableDefinition variable, CoercedVariables variables) {
		return variables.containsKey(variable.getName()) && variables.get(variable.getName()) == null;
	}

	private static boolean isUsedAsCondition(String variable, Node<?> node) {
		if (node instanceof Directive directive) {
			return isSkipOrInclude(directive) && directive.getArguments()
				.stream()
				.map(Argument::getValue)
				.anyMatch((value) -> value instanceof VariableReference reference
						&& reference.getName().equals(variable));
		}
		return node.getChildren().stream().anyMatch((child) -> isUsedAsCondition(variable, child));
	}

	private static boolean isSkipOrInclude(Directive directive) {
		return Stream.of("skip", "include").anyMatch(directive.getName()::equals);
	}

	private static GraphQLError nullConditionError(VariableDefinition variable) {
		return GraphqlErrorBuilder.newError()
			.message(
					"`$%s` is null, but `@skip` and `@include` require true or false. Omit the variable to use its default.",
					variable.getName())
			.location(variable.getSourceLocation())
			.errorType(ErrorType.ValidationError)
			.extensions(Map.of("code", "BAD_USER_INPUT"))
			.build();
	}

}
