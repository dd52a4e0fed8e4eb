package dev.marquee.selection;

import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;

/**
 * Executes queries as graphql-java does, except that a field whose value is finished JSON
 * is complete: the engine does not walk into it.
 */
final class FinishedJson extends AsyncExecutionStrategy {

	FinishedJson(DataFetcherExceptionHandler exceptions) {
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
