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
 * What holds for an operation over a socket once its kind is known. A subscription is
 * refused when its socket carries as many as it may, before anything is asked of the
 * database: to begin thousands in vain took it so long that whoever did waited in vain
 * for everything else too.
 */
final class OperationStart extends SimplePerformantInstrumentation {

	private final SocketLimits limits;

	OperationStart(SocketLimits limits) {
		this.limits = limits;
	}

	@Override
	public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
			InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
		ExecutionContext request = parameters.getExecutionContext();
		SocketOperation operation = request.getGraphQLContext().get(SocketOperation.class);
		Operation kind = request.getOperationDefinition().getOperation();
		if (operation != null && kind == Operation.MUTATION) {
			operation.writes();
		}
		if (operation != null && kind == Operation.SUBSCRIPTION && !operation.sit()) {
			throw new AbortExecutionException(this.limits.tooManySubscriptions());
		}
		return super.beginExecuteOperation(parameters, state);
	}

}
