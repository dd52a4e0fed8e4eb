package dev.marquee.query.execute;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import dev.marquee.query.compile.OperationContext;
import dev.marquee.query.compile.SelectedField.CollectedField;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.VariableReference;

/**
 * Collects the variables that the selection set of a field uses; not those that only the
 * field's own arguments use.
 */
final class ReferencedVariables {

	private ReferencedVariables() {
	}

	static Set<String> of(CollectedField field, OperationContext operationContext) {
		Set<String> variables = new HashSet<>();
		Set<String> fragments = new HashSet<>();
		Deque<Node<?>> pending = new ArrayDeque<>();
		field.mergedField()
			.getFields()
			.stream()
			.map(Field::getSelectionSet)
			.filter(Objects::nonNull)
			.forEach(pending::add);
		while (!pending.isEmpty()) {
			Node<?> node = pending.pop();
			if (node instanceof VariableReference variable) {
				variables.add(variable.getName());
			}
			if (node instanceof FragmentSpread spread && fragments.add(spread.getName())) {
				pending.push(Objects.requireNonNull(operationContext.fragments().get(spread.getName())));
			}
			node.getChildren().forEach(pending::push);
		}
		return variables;
	}

}
