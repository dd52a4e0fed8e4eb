package dev.marquee.http;

import java.util.List;
import java.util.Map;

import graphql.ErrorType;
import graphql.ExecutionInput;
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

import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.HttpStatus;

/**
 * Refuses whatever is not a query in a request that must not change anything, such as a
 * GET. The status of the answer is left in the context of the request.
 */
final class QueriesOnly extends SimplePerformantInstrumentation {

	/** Marks a request as one that must not change anything. */
	static void in(WebGraphQlRequest request) {
		request.configureExecutionInput(QueriesOnly::mark);
	}

	private static ExecutionInput mark(ExecutionInput input, ExecutionInput.Builder builder) {
		return builder.graphQLContext(Map.of(QueriesOnly.class, true)).build();
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		if (request.getOperationDefinition().getOperation() != Operation.QUERY
				&& request.getGraphQLContext().hasKey(QueriesOnly.class)) {
			request.getGraphQLContext().put(HttpStatus.class, HttpStatus.METHOD_NOT_ALLOWED);
			throw new AbortExecutionException(List.of(refusal()));
		}
		return super.beginExecuteOperation(parameters, state);
	}

	private static GraphQLError refusal() {
		return GraphqlErrorBuilder.newError()
			.message("GET is for queries; send everything else by POST.")
			.errorType(ErrorType.OperationNotSupported)
			.extensions(Map.of("code", "METHOD_NOT_ALLOWED"))
			.build();
	}

}
