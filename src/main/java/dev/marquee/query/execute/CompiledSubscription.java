package dev.marquee.query.execute;

import java.util.List;
import java.util.Map;

import dev.marquee.query.compile.CompiledStatement;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.json.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * A compiled subscription: a statement that is run again and again, each time from
 * another place. Equal streams tell the same, whoever has asked for them.
 */
public final class CompiledSubscription {

	private final CompiledStatement compiledStatement;

	private final OperationContext operation;

	private final StatementExecutor statementExecutor;

	private final SubscriptionKey subscriptionKey;

	CompiledSubscription(CompiledStatement compiledStatement, OperationContext operation,
			StatementExecutor statementExecutor) {
		this.compiledStatement = compiledStatement;
		this.operation = operation;
		this.statementExecutor = statementExecutor;
		this.subscriptionKey = new SubscriptionKey(compiledStatement.sql(), compiledStatement.rowLayouts(),
				compiledStatement.parameterInputs(operation));
	}

	/**
	 * The rows from a place.
	 * @param contextParameters what the mapping takes from the context
	 */
	public List<SubscriptionRow> fetchRows(Map<String, Object> contextParameters) {
		return this.statementExecutor.fetchRows(this.compiledStatement, this.operation.withContext(contextParameters));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof CompiledSubscription compiledSubscription
				&& compiledSubscription.subscriptionKey.equals(this.subscriptionKey);
	}

	@Override
	public int hashCode() {
		return this.subscriptionKey.hashCode();
	}

	/**
	 * A place in a stream, and what is to be told there.
	 *
	 * @param json the field's finished value; null when nothing is to be told
	 */
	public record SubscriptionRow(long majorPosition, long minorPosition, @Nullable Object json) {
	}

	private record SubscriptionKey(String sql, List<RowLayout> rowLayouts, List<@Nullable Object> parameterInputs) {
	}

}
