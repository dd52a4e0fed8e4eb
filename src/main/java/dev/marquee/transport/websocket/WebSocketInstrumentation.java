package dev.marquee.transport.websocket;

import graphql.ExecutionResult;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Rejects a subscription above the socket's limit before it reaches the database, and
 * lets mutations finish after a disconnect.
 */
final class WebSocketInstrumentation extends SimplePerformantInstrumentation {

	private final WebSocketLimits limits;

	WebSocketInstrumentation(WebSocketLimits limits) {
		this.limits = limits;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		WebSocketOperation operation = request.getGraphQLContext().get(WebSocketOperation.class);
		Operation kind = request.getOperationDefinition().getOperation();
		if (operation != null && kind == Operation.MUTATION) {
			operation.keepRunning();
		}
		if (operation != null && kind == Operation.SUBSCRIPTION && !operation.tryAcquirePermit()) {
			throw new AbortExecutionException(this.limits.tooManySubscriptions());
		}
		return super.beginExecuteOperation(parameters, state);
	}

}
