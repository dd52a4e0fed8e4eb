package dev.marquee.selection;

import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;

/**
 * Executes mutations one after the other as graphql-java does, except that a payload that
 * is finished JSON is complete, as in {@link FinishedJson}.
 */
final class FinishedJsonInOrder extends AsyncSerialExecutionStrategy {

	FinishedJsonInOrder(DataFetcherExceptionHandler exceptions) {
		super(exceptions);
	}

	@Override
	protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
		if (parameters.getSource() instanceof Json json) {
			return new FieldValueInfo(CompleteValueType.SCALAR, json);
		}
		return super.completeValue(context, parameters);
	}

}
