package dev.marquee.query.execute;

import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.query.compile.AccessContext.AccessLevel;
import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.RootFieldPlan;
import dev.marquee.query.compile.SelectedField;
import dev.marquee.query.compile.SelectedField.CollectedField;
import dev.marquee.query.compile.SelectionCompiler;
import graphql.language.OperationDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Caches the plans of root fields by the operation within the parsed document, the
 * response key, the access level and the signatures of the variables.
 */
final class PlanCache {

	private final SelectionCompiler compiler;

	private final CompilerThread compilerThread;

	private final Cache<PlanKey, RootFieldPlan> plans;

	PlanCache(SelectionCompiler compiler, CompilerThread compilerThread, int maxSize) {
		this.compiler = compiler;
		this.compilerThread = compilerThread;
		this.plans = Caffeine.newBuilder().maximumSize(maxSize).recordStats().build();
	}

	RootFieldPlan rootFieldPlan(CollectedField collectedField, OperationContext operationContext) {
		return plan(collectedField, operationContext, false);
	}

	/** A plan whose statement returns the objects of a list as its rows. */
	RootFieldPlan rowsPlan(CollectedField collectedField, OperationContext operationContext) {
		return plan(collectedField, operationContext, true);
	}

	private RootFieldPlan plan(CollectedField collectedField, OperationContext operationContext, boolean asRows) {
		PlanKey planKey = new PlanKey(operationContext.definition(), collectedField.mergedField().getResultKey(),
				operationContext.accessContext().level(), VariableSignature.all(collectedField, operationContext),
				asRows);
		return this.plans.get(planKey, (missing) -> this.compilerThread
			.compile(() -> compile(operationContext, new SelectedField(operationContext, collectedField), asRows)));
	}

	private RootFieldPlan compile(OperationContext operationContext, SelectedField root, boolean asRows) {
		if (asRows) {
			return this.compiler.compileRows(root);
		}
		return operationContext.isSubscription() ? this.compiler.compileSubscription(root)
				: this.compiler.compile(root);
	}

	void bindTo(MeterRegistry registry) {
		CaffeineCacheMetrics.monitor(registry, this.plans, "plans");
	}

	long missCount() {
		return this.plans.stats().missCount();
	}

	/**
	 * The operation is compared by identity, as all nodes of a parsed document are.
	 */
	private record PlanKey(OperationDefinition operation, String responseKey, AccessLevel accessLevel,
			List<@Nullable Object> variableSignatures, boolean asRows) {
	}

}
