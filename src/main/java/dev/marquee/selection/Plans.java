package dev.marquee.selection;

import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.selection.Audience.Reach;
import dev.marquee.selection.SelectedField.Occurrence;
import graphql.language.OperationDefinition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The plans of documents seen before. A plan is found by the operation within the parsed
 * document, by the key of the root field, by how far the audience sees, and by the shape
 * of the variables.
 */
final class Plans {

	private final SelectionCompiler compiler;

	private final Cache<Key, Plan> plans;

	Plans(SelectionCompiler compiler, int most) {
		this.compiler = compiler;
		this.plans = Caffeine.newBuilder().maximumSize(most).recordStats().build();
	}

	Plan plan(Occurrence occurrence, Operation operation) {
		Key key = new Key(operation.definition(), occurrence.merged().getResultKey(), operation.audience().reach(),
				VariableShape.all(occurrence, operation));
		return this.plans.get(key, (missing) -> compile(operation, new SelectedField(operation, occurrence)));
	}

	private Plan compile(Operation operation, SelectedField root) {
		return operation.isSubscription() ? this.compiler.compileStream(root) : this.compiler.compile(root);
	}

	void bindTo(MeterRegistry registry) {
		CaffeineCacheMetrics.monitor(registry, this.plans, "plans");
	}

	long misses() {
		return this.plans.stats().missCount();
	}

	/** Nodes of a document are equal only to themselves, which is what is wanted here. */
	private record Key(OperationDefinition operation, String field, Reach reach, List<@Nullable Object> shapes) {
	}

}
