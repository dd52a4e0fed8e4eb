package dev.marquee.query.execute;

import java.util.function.Supplier;

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
		return complete(parameters, () -> super.completeValue(context, parameters));
	}

	/**
	 * Completes a field whose value is finished JSON with that JSON.
	 * @param otherwise completes a field with any other value
	 */
	static FieldValueInfo complete(ExecutionStrategyParameters parameters, Supplier<FieldValueInfo> otherwise) {
		return (parameters.getSource() instanceof RawJson rawJson)
				? new FieldValueInfo(CompleteValueType.SCALAR, rawJson) : otherwise.get();
	}

}
