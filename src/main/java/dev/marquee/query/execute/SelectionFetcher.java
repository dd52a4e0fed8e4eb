package dev.marquee.query.execute;

import java.nio.charset.StandardCharsets;

import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.RootFieldPlan;
import dev.marquee.query.compile.SelectedField.CollectedField;
import dev.marquee.query.json.RawJson;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the value of a root field with its whole selection. If the request asks for
 * {@link RowStreaming}, it opens the rows of the list instead.
 */
final class SelectionFetcher implements DataFetcher<@Nullable RawJson> {

	private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

	private final PlanCache planCache;

	private final PlanExecutor planExecutor;

	private final RowsOpener rowsOpener;

	SelectionFetcher(PlanCache planCache, PlanExecutor planExecutor, RowsOpener rowsOpener) {
		this.planCache = planCache;
		this.planExecutor = planExecutor;
		this.rowsOpener = rowsOpener;
	}

	@Override
	public @Nullable RawJson get(DataFetchingEnvironment environment) {
		OperationContext operationContext = OperationContext.of(environment);
		RowStreaming streaming = operationContext.context().get(RowStreaming.class);
		if (streaming != null) {
			streaming.open(this.rowsOpener.open(this.planCache.rowsPlan(collectedField(environment), operationContext),
					operationContext));
			return new RawJson(NULL);
		}
		return get(environment, operationContext);
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
		return this.planCache.rootFieldPlan(collectedField(environment), operationContext);
	}

	private static CollectedField collectedField(DataFetchingEnvironment environment) {
		return new CollectedField(environment.getFieldDefinition(), environment.getMergedField());
	}

}
