package dev.marquee.query.execute;

import dev.marquee.query.compile.CompiledStatement;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.SelectedField.CollectedField;
import graphql.schema.DataFetchingEnvironment;

/**
 * Compiles a root field of the type {@code Subscription}, or takes its plan from the
 * cache.
 */
public final class SubscriptionCompiler {

	private final PlanCache planCache;

	private final StatementExecutor statementExecutor;

	SubscriptionCompiler(PlanCache planCache, StatementExecutor statementExecutor) {
		this.planCache = planCache;
		this.statementExecutor = statementExecutor;
	}

	/**
	 * The compiled subscription with its arguments.
	 * @throws dev.marquee.graphql.BadUserInputException if an argument is invalid
	 */
	public CompiledSubscription compile(DataFetchingEnvironment environment) {
		OperationContext operation = OperationContext.of(environment);
		CollectedField collectedField = new CollectedField(environment.getFieldDefinition(),
				environment.getMergedField());
		CompiledStatement compiledStatement = this.planCache.rootFieldPlan(collectedField, operation).fullStatement();
		compiledStatement.parameterValues(operation);
		return new CompiledSubscription(compiledStatement, operation, this.statementExecutor);
	}

}
