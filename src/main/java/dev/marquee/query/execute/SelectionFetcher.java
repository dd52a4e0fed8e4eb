package dev.marquee.query.execute;

import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.RootFieldPlan;
import dev.marquee.query.compile.SelectedField.CollectedField;
import dev.marquee.query.json.RawJson;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the value of a root field with its whole selection.
 */
final class SelectionFetcher implements DataFetcher<@Nullable RawJson> {

	private final PlanCache planCache;

	private final PlanExecutor planExecutor;

	SelectionFetcher(PlanCache planCache, PlanExecutor planExecutor) {
		this.planCache = planCache;
		this.planExecutor = planExecutor;
	}

	@Override
	public @Nullable RawJson get(DataFetchingEnvironment environment) {
		return get(environment, OperationContext.of(environment));
	}

	@Nullable RawJson get(DataFetchingEnvironment environment, OperationContext operationContext) {
		byte[] utf8 = this.planExecutor.execute(rootFieldPlan(environment, operationContext), operationContext);
		return (utf8 != null) ? new RawJson(utf8) : null;
	}

	/** Neither uses the cache nor fills it. */
	@Nullable RawJson getUncached(DataFetchingEnvironment environment, OperationContext operationContext) {
		byte[] utf8 = this.planExecutor.executeUncached(rootFieldPlan(environment, operationContext), operationContext);
		return (utf8 != null) ? new RawJson(utf8) : null;
	}

	/**
	 * Compiles the selection and computes its bind values, so that invalid arguments are
	 * rejected before a mutation writes. So is a mutation whose response could not be
	 * sent, because those of the mutations before it are too large.
	 */
	void validate(DataFetchingEnvironment environment) {
		OperationContext operationContext = OperationContext.of(environment);
		this.planExecutor.requireBudget(operationContext);
		rootFieldPlan(environment, operationContext).fullStatement().parameterValues(operationContext);
	}

	private RootFieldPlan rootFieldPlan(DataFetchingEnvironment environment, OperationContext operationContext) {
		CollectedField collectedField = new CollectedField(environment.getFieldDefinition(),
				environment.getMergedField());
		return this.planCache.rootFieldPlan(collectedField, operationContext);
	}

}
