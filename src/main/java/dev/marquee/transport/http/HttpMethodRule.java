package dev.marquee.transport.http;

import java.util.List;
import java.util.Map;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Rejects operations that the {@link AllowedOperations} of a request exclude, and puts
 * the status of the response into the context of the request.
 */
final class HttpMethodRule extends SimplePerformantInstrumentation {

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		AllowedOperations allowed = request.getGraphQLContext().get(AllowedOperations.class);
		if (allowed != null && !mayExecute(allowed, request.getOperationDefinition().getOperation())) {
			request.getGraphQLContext().put(HttpStatus.class, HttpStatus.METHOD_NOT_ALLOWED);
			throw new AbortExecutionException(List.of(methodNotAllowed()));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static boolean mayExecute(AllowedOperations allowed, Operation operation) {
		return operation == Operation.QUERY
				|| (allowed == AllowedOperations.QUERIES_AND_SUBSCRIPTIONS && operation == Operation.SUBSCRIPTION);
	}

	private static GraphQLError methodNotAllowed() {
		return GraphqlErrorBuilder.newError()
			.message(
					"GET executes queries only (with `Accept: text/event-stream` also subscriptions); send other operations by POST.")
			.errorType(ErrorType.OperationNotSupported)
			.extensions(Map.of("code", "METHOD_NOT_ALLOWED"))
			.build();
	}

}
