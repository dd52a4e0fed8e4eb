package dev.marquee.query.execute;

import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.execution.FieldValueInfo;

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
		return RawJsonQueryStrategy.complete(parameters, () -> super.completeValue(context, parameters));
	}

}
