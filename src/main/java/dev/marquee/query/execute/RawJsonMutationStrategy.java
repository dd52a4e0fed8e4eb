package dev.marquee.query.execute;

import dev.marquee.query.json.RawJson;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;
import graphql.execution.FieldValueInfo.CompleteValueType;

/**
 * Executes mutations serially, as graphql-java does, except that a {@link RawJson}
 * payload is complete, as in {@link RawJsonQueryStrategy}.
 */
final class RawJsonMutationStrategy extends AsyncSerialExecutionStrategy {

	RawJsonMutationStrategy(DataFetcherExceptionHandler exceptions) {
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
