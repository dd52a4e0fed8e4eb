package dev.marquee.cost;

import java.util.HashMap;
import java.util.Map;

import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.DirectivesContainer;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import org.jspecify.annotations.Nullable;

/**
 * How large a document is, measured before it is validated: each fragment once, however
 * often it is spread.
 */
final class DocumentSize {

	private final Limits limits;

	private final Map<String, FragmentDefinition> fragments = new HashMap<>();

	private final Map<String, Selected> measured = new HashMap<>();

	private int directives;

	private DocumentSize(Limits limits) {
		this.limits = limits;
	}

	/**
	 * Refuses a document that is too large.
	 * @throws Refusal when it is
	 */
	static void check(Document document, Limits limits) {
		new DocumentSize(limits).check(document);
	}

	private void check(Document document) {
		count(document);
		for (Definition<?> definition : document.getDefinitions()) {
			if (definition instanceof FragmentDefinition fragment) {
				this.fragments.put(fragment.getName(), fragment);
			}
		}
		for (Definition<?> definition : document.getDefinitions()) {
			if (definition instanceof OperationDefinition operation) {
				check(measure(operation.getSelectionSet()));
			}
		}
	}

	private void check(Selected selected) {
		Refusal.ifMore(selected.depth(), this.limits.depth(), "DEPTH_LIMIT_EXCEEDED",
				"The fields of the operation are nested in %,d levels");
		Refusal.ifMore(selected.fields(), this.limits.fields(), "FIELD_LIMIT_EXCEEDED",
				"The operation has %,d fields once its fragments are spread");
		Refusal.ifMore(selected.rootFields(), this.limits.rootFields(), "ROOT_FIELD_LIMIT_EXCEEDED",
				"The operation has %,d root fields once its fragments are spread");
		Refusal.ifMore(selected.aliases(), this.limits.aliases(), "ALIAS_LIMIT_EXCEEDED",
				"The operation has %,d aliases once its fragments are spread");
	}

	/** What counts where it is written, and not where it is spread. */
	private void count(Node<?> node) {
		if (node instanceof DirectivesContainer<?> container) {
			int here = container.getDirectives().size();
			this.directives += here;
			Refusal.ifMore(here, this.limits.directivesAtOnePlace(), "DIRECTIVE_LIMIT_EXCEEDED",
					"A field, fragment or operation has %,d directives");
			Refusal.ifMore(this.directives, this.limits.directives(), "DIRECTIVE_LIMIT_EXCEEDED",
					"The document has %,d directives or more");
		}
		if (node instanceof ArrayValue list) {
			Refusal.ifMore(list.getValues().size(), this.limits.listLength(), "LIST_LIMIT_EXCEEDED",
					"A list in an argument has %,d elements");
		}
		for (Node<?> child : node.getChildren()) {
			count(child);
		}
	}

	private Selected measure(@Nullable SelectionSet selections) {
		Selected all = Selected.NOTHING;
		if (selections != null) {
			for (Selection<?> selection : selections.getSelections()) {
				all = all.and(measure(selection));
			}
		}
		return all;
	}

	private Selected measure(Selection<?> selection) {
		return switch (selection) {
			case Field field -> measure(field.getSelectionSet()).below(field.getAlias() != null);
			case InlineFragment inline -> measure(inline.getSelectionSet());
			case FragmentSpread spread -> measure(spread.getName());
			default -> Selected.NOTHING;
		};
	}

	/** Validation will find fragments that are missing or within themselves. */
	private Selected measure(String fragment) {
		Selected known = this.measured.putIfAbsent(fragment, Selected.NOTHING);
		FragmentDefinition definition = this.fragments.get(fragment);
		if (known != null || definition == null) {
			return (known != null) ? known : Selected.NOTHING;
		}
		Selected measured = measure(definition.getSelectionSet());
		this.measured.put(fragment, measured);
		return measured;
	}

	/**
	 * What some selections have.
	 */
	private record Selected(long depth, long fields, long rootFields, long aliases) {

		static final Selected NOTHING = new Selected(0, 0, 0, 0);

		Selected and(Selected other) {
			return new Selected(Math.max(this.depth, other.depth), Saturating.sum(this.fields, other.fields),
					Saturating.sum(this.rootFields, other.rootFields), Saturating.sum(this.aliases, other.aliases));
		}

		/** The field that these are selected of. */
		Selected below(boolean alias) {
			return new Selected(this.depth + 1, Saturating.sum(this.fields, 1), 1,
					Saturating.sum(this.aliases, alias ? 1 : 0));
		}

	}

}
