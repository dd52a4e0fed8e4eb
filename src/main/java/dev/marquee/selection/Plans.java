package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.selection.SelectedField.Occurrence;
import graphql.execution.MergedField;
import graphql.language.Field;
import org.jspecify.annotations.Nullable;

/**
 * The statements of documents seen before. A plan is found by the place in the parsed
 * document, which the document cache hands out again for the same text, and by the shape
 * of the variables.
 */
final class Plans {

	private final SelectionCompiler compiler;

	private final Cache<Key, Statement> statements;

	Plans(SelectionCompiler compiler, int most) {
		this.compiler = compiler;
		this.statements = Caffeine.newBuilder().maximumSize(most).recordStats().build();
	}

	Statement statement(MergedField field, Occurrence occurrence, Operation operation) {
		Key key = new Key(field.getSingleField(), shapes(operation));
		return this.statements.get(key, (missing) -> this.compiler.compile(new SelectedField(operation, occurrence)));
	}

	long misses() {
		return this.statements.stats().missCount();
	}

	private static List<@Nullable Object> shapes(Operation operation) {
		List<@Nullable Object> shapes = new ArrayList<>(operation.variableDefinitions().size());
		operation.variableDefinitions().forEach((variable) -> shapes.add(VariableShape.of(variable, operation)));
		return shapes;
	}

	/** Nodes of a document are equal only to themselves, which is what is wanted here. */
	private record Key(Field field, List<@Nullable Object> shapes) {
	}

}
