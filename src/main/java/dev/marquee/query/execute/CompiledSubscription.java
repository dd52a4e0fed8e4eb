package dev.marquee.query.execute;

import java.util.List;
import java.util.Map;

import dev.marquee.query.compile.CompiledStatement;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.json.RowLayout;
import org.jspecify.annotations.Nullable;

/**
 * A compiled subscription with its arguments: a statement that is executed repeatedly,
 * each time from another position in the log. Subscriptions are equal if they return the
 * same rows, even if they belong to different clients.
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
	 * Fetches the rows after a position.
	 * @param contextParameters the values of the mapping's context parameters, among them
	 * the position
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
	 * A position in the log, and the event at that position.
	 *
	 * @param epoch identifies the state of the log in which the position is valid
	 * @param json the encoded value of the field; null if the row only marks a position
	 */
	public record SubscriptionRow(String epoch, int generation, long xid, long id, @Nullable Object json) {
	}

	private record SubscriptionKey(String sql, List<RowLayout> rowLayouts, List<@Nullable Object> parameterInputs) {
	}

}
