package dev.marquee.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import graphql.language.BooleanValue;
import graphql.language.Directive;
import graphql.language.DirectivesContainer;
import graphql.language.Value;
import graphql.language.VariableReference;

/**
 * The {@code @skip} and {@code @include} directives on a field and the fragments around
 * it, all of which must allow the field.
 */
record SelectionConditions(List<SelectionCondition> conditions) {

	static final SelectionConditions ALWAYS = new SelectionConditions(List.of());

	SelectionConditions and(DirectivesContainer<?> element) {
		List<SelectionCondition> more = null;
		for (Directive directive : element.getDirectives()) {
			boolean skip = directive.getName().equals("skip");
			if (skip || directive.getName().equals("include")) {
				more = (more != null) ? more : new ArrayList<>(this.conditions);
				more.add(new SelectionCondition(skip, Objects.requireNonNull(directive.getArgument("if")).getValue()));
			}
		}
		return (more != null) ? new SelectionConditions(more) : this;
	}

	boolean areMet(Map<String, Object> variables) {
		for (SelectionCondition selectionCondition : this.conditions) {
			if (!selectionCondition.isMet(variables)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * One directive. A condition whose value is unknown counts as met.
	 */
	record SelectionCondition(boolean skip, Value<?> value) {

		boolean isMet(Map<String, Object> variables) {
			Object given = switch (this.value) {
				case BooleanValue literal -> literal.isValue();
				case VariableReference variable -> variables.get(variable.getName());
				default -> null;
			};
			return given == null || !given.equals(this.skip);
		}

	}

}
