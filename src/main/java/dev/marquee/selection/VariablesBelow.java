package dev.marquee.selection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

import dev.marquee.selection.SelectedField.Occurrence;
import graphql.language.Field;
import graphql.language.FragmentSpread;
import graphql.language.Node;
import graphql.language.VariableReference;

/**
 * The variables that are used below a field: not by its own arguments, but by all that is
 * selected.
 */
final class VariablesBelow {

	private VariablesBelow() {
	}

	static Set<String> of(Occurrence field, Operation operation) {
		Set<String> variables = new HashSet<>();
		Set<String> fragments = new HashSet<>();
		Deque<Node<?>> unread = new ArrayDeque<>();
		field.merged().getFields().stream().map(Field::getSelectionSet).filter(Objects::nonNull).forEach(unread::add);
		while (!unread.isEmpty()) {
			Node<?> node = unread.pop();
			if (node instanceof VariableReference variable) {
				variables.add(variable.getName());
			}
			if (node instanceof FragmentSpread spread && fragments.add(spread.getName())) {
				unread.push(Objects.requireNonNull(operation.fragments().get(spread.getName())));
			}
			node.getChildren().forEach(unread::push);
		}
		return variables;
	}

}
