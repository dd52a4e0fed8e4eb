package dev.marquee.query.execute;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

import dev.marquee.query.compile.CacheableFragment;
import dev.marquee.query.compile.CompiledStatement;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.RootFieldPlan;
import dev.marquee.query.execute.StatementObserver.StatementKind;
import dev.marquee.query.json.EncodedJson;
import dev.marquee.query.json.EncodedJson.FragmentSpan;
import dev.marquee.query.json.ResponseTooLargeException;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;

/**
 * Executes the plan of a root field. The response shows the database at one moment of the
 * request: fragments are used only with the version stamps that the template statement
 * returned, and if one has changed before it is read, the full statement is executed
 * instead.
 */
final class PlanExecutor {

	private final StatementExecutor statementExecutor;

	private final FragmentCache cache;

	PlanExecutor(StatementExecutor statementExecutor, FragmentCache cache) {
		this.statementExecutor = statementExecutor;
		this.cache = cache;
	}

	/**
	 * The JSON of the root field, or null.
	 * @throws ResponseTooLargeException if the response of the request has too many bytes
	 */
	byte @Nullable [] execute(RootFieldPlan rootFieldPlan, OperationContext operation) {
		return spending(operation, (responseBudget) -> executeWithin(responseBudget, rootFieldPlan, operation));
	}

	/**
	 * The same without the cache, for rows that may be rolled back.
	 */
	byte @Nullable [] executeUncached(RootFieldPlan rootFieldPlan, OperationContext operation) {
		return spending(operation,
				(responseBudget) -> this.statementExecutor
					.fetchValue(StatementKind.FULL, rootFieldPlan.fullStatement(), operation)
					.json());
	}

	private byte @Nullable [] spending(OperationContext operation, PlanExecution execution) {
		ResponseBudget responseBudget = this.statementExecutor.responseBudget(operation);
		try {
			byte[] json = execution.execute(responseBudget);
			responseBudget.spend((json != null) ? json.length : 0);
			return json;
		}
		catch (ResponseTooLargeException tooLarge) {
			throw responseBudget.exceeded(tooLarge);
		}
		catch (DataAccessException failure) {
			if (ResponseTooLargeResolver.isTooLarge(failure)) {
				throw responseBudget.exceeded(new ResponseTooLargeException(failure));
			}
			throw failure;
		}
	}

	/**
	 * Checks that another field may be read.
	 * @throws ResponseTooLargeException if the response of the request has too many bytes
	 * already
	 */
	void requireBudget(OperationContext operation) {
		this.statementExecutor.responseBudget(operation).remainingBytes();
	}

	private byte @Nullable [] executeWithin(ResponseBudget responseBudget, RootFieldPlan rootFieldPlan,
			OperationContext operation) {
		CompiledStatement compiledStatement = rootFieldPlan.templateStatement();
		if (compiledStatement == null) {
			return executeFull(rootFieldPlan, operation);
		}
		EncodedJson encodedJson = this.statementExecutor.fetchValue(StatementKind.TEMPLATE, compiledStatement,
				operation);
		byte[] json = encodedJson.json();
		if (json == null) {
			return null;
		}
		ResponseTemplate responseTemplate = new ResponseTemplate(json, encodedJson.fragmentSpans(),
				rootFieldPlan.fragments(), this.cache);
		rootFieldPlan.recordHits(responseTemplate.size() - responseTemplate.missingCount(), responseTemplate.size());
		if (responseTemplate.missingCount() > 0) {
			fetchMissing(responseTemplate, operation);
		}
		return (responseTemplate.missingCount() > 0) ? executeFull(rootFieldPlan, operation)
				: responseTemplate.render(responseBudget.remainingBytes());
	}

	private void fetchMissing(ResponseTemplate responseTemplate, OperationContext operation) {
		List<CacheableFragment> fragments = responseTemplate.missingFragments();
		List<UUID[]> keys = fragments.stream().map(responseTemplate::missingKeys).toList();
		this.statementExecutor.fetchFragments(fragments, keys, operation,
				(fragment, object) -> object.fragmentSpans().forEach((fragmentSpan) -> {
					FragmentKey key = FragmentKey.of(fragments.get(fragment), fragmentSpan);
					byte[] json = fragmentSpan.slice(Objects.requireNonNull(object.json()));
					this.cache.put(key, fragmentSpan.versionStamp(), json);
					responseTemplate.put(key, fragmentSpan.versionStamp(), json);
				}));
	}

	private byte @Nullable [] executeFull(RootFieldPlan rootFieldPlan, OperationContext operation) {
		EncodedJson encodedJson = this.statementExecutor.fetchValue(StatementKind.FULL, rootFieldPlan.fullStatement(),
				operation);
		byte[] json = encodedJson.json();
		if (json != null) {
			rootFieldPlan.recordHits(putAll(encodedJson.fragmentSpans(), json, rootFieldPlan.fragments()),
					encodedJson.fragmentSpans().size());
		}
		return json;
	}

	/** Caches fragments, and returns how many of them were already cached. */
	private int putAll(List<FragmentSpan> fragmentSpans, byte[] json, List<CacheableFragment> fragments) {
		int alreadyCached = 0;
		for (FragmentSpan fragmentSpan : fragmentSpans) {
			if (this.cache.put(FragmentKey.of(fragments.get(fragmentSpan.fragmentNumber()), fragmentSpan),
					fragmentSpan.versionStamp(), fragmentSpan.slice(json))) {
				alreadyCached++;
			}
		}
		return alreadyCached;
	}

	/**
	 * Executes a plan.
	 */
	private interface PlanExecution {

		byte @Nullable [] execute(ResponseBudget responseBudget);

	}

}
