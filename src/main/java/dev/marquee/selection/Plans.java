package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.selection.Audience.Reach;
import dev.marquee.selection.SelectedField.Occurrence;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
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
				shapes(occurrence, operation));
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

	/**
	 * What is written does not shape how its payload is read.
	 */
	private static List<@Nullable Object> shapes(Occurrence occurrence, Operation operation) {
		if (operation.definition().getOperation() == OperationDefinition.Operation.MUTATION) {
			Set<String> used = VariablesBelow.of(occurrence, operation);
			return shapes(operation, (variable) -> used.contains(variable.getName()));
		}
		return shapes(operation, (variable) -> true);
	}

	private static List<@Nullable Object> shapes(Operation operation, Predicate<VariableDefinition> isUsed) {
		List<VariableDefinition> variables = operation.definition().getVariableDefinitions();
		List<@Nullable Object> shapes = new ArrayList<>(variables.size());
		variables.stream().filter(isUsed).forEach((variable) -> shapes.add(VariableShape.of(variable, operation)));
		return shapes;
	}

	/** Nodes of a document are equal only to themselves, which is what is wanted here. */
	private record Key(OperationDefinition operation, String field, Reach reach, List<@Nullable Object> shapes) {
	}

}
