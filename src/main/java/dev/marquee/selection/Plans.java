package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.selection.Audience.Reach;
import dev.marquee.selection.SelectedField.Occurrence;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
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
				shapes(operation));
		return this.plans.get(key, (missing) -> compile(operation, new SelectedField(operation, occurrence)));
	}

	private Plan compile(Operation operation, SelectedField root) {
		return operation.isSubscription() ? this.compiler.compileStream(root) : this.compiler.compile(root);
	}

	long misses() {
		return this.plans.stats().missCount();
	}

	private static List<@Nullable Object> shapes(Operation operation) {
		List<VariableDefinition> variables = operation.definition().getVariableDefinitions();
		List<@Nullable Object> shapes = new ArrayList<>(variables.size());
		variables.forEach((variable) -> shapes.add(VariableShape.of(variable, operation)));
		return shapes;
	}

	/** Nodes of a document are equal only to themselves, which is what is wanted here. */
	private record Key(OperationDefinition operation, String field, Reach reach, List<@Nullable Object> shapes) {
	}

}
