package dev.marquee.live;

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
 * Refuses a subscription when its socket carries as many as it may. This comes before
 * anything is asked of the database: to begin thousands in vain took it so long that
 * whoever did waited in vain for an answer to anything.
 */
final class SubscriptionSeats extends SimplePerformantInstrumentation {

	private final SocketLimits limits;

	SubscriptionSeats(SocketLimits limits) {
		this.limits = limits;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		SocketOperation operation = request.getGraphQLContext().get(SocketOperation.class);
		if (operation != null && request.getOperationDefinition().getOperation() == Operation.SUBSCRIPTION
				&& !operation.sit()) {
			throw new AbortExecutionException(this.limits.tooManySubscriptions());
		}
		return super.beginExecuteOperation(parameters, state);
	}

}
