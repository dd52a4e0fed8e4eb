package dev.marquee.query.execute;

import dev.marquee.query.json.RawJson;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;

/**
 * Executes queries as graphql-java does, except that a field whose value is
 * {@link RawJson} is complete: its selection is not executed.
 */
final class RawJsonQueryStrategy extends AsyncExecutionStrategy {

	RawJsonQueryStrategy(DataFetcherExceptionHandler exceptions) {
		super(exceptions);
	}

	@Override
	protected FieldValueInfo completeValue(ExecutionContext context, ExecutionStrategyParameters parameters) {
		if (parameters.getSource() instanceof RawJson rawJson) {
			return new FieldValueInfo(CompleteValueType.SCALAR, rawJson);
		}
		return super.completeValue(context, parameters);
	}

}
