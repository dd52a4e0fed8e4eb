package dev.marquee.cost;

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
 * The {@code @skip} and {@code @include} on the way to a field, all of which must let it
 * pass.
 */
record Conditions(List<Condition> all) {

	static final Conditions NONE = new Conditions(List.of());

	Conditions and(DirectivesContainer<?> element) {
		List<Condition> more = null;
		for (Directive directive : element.getDirectives()) {
			boolean skip = directive.getName().equals("skip");
			if (skip || directive.getName().equals("include")) {
				more = (more != null) ? more : new ArrayList<>(this.all);
				more.add(new Condition(skip, Objects.requireNonNull(directive.getArgument("if")).getValue()));
			}
		}
		return (more != null) ? new Conditions(more) : this;
	}

	boolean hold(Map<String, Object> variables) {
		for (Condition condition : this.all) {
			if (!condition.holds(variables)) {
				return false;
			}
		}
		return true;
	}

	/**
	 * One of them. What is not known to be false may be true.
	 */
	record Condition(boolean skip, Value<?> value) {

		boolean holds(Map<String, Object> variables) {
			Object given = switch (this.value) {
				case BooleanValue literal -> literal.isValue();
				case VariableReference variable -> variables.get(variable.getName());
				default -> null;
			};
			return given == null || !given.equals(this.skip);
		}

	}

}
