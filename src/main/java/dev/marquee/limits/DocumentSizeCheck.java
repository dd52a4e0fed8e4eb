package dev.marquee.limits;

import java.util.HashMap;
import java.util.Map;

import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
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
final class DocumentSizeCheck {

	private final RequestLimits requestLimits;

	private final Map<String, FragmentDefinition> fragments = new HashMap<>();

	private final Map<String, SelectionSize> measuredFragments = new HashMap<>();

	private int directives;

	private DocumentSizeCheck(RequestLimits requestLimits) {
		this.requestLimits = requestLimits;
	}

	/**
	 * Refuses a document that is too large.
	 * @throws OperationRejectedException when it is
	 */
	static void check(Document document, RequestLimits requestLimits) {
		new DocumentSizeCheck(requestLimits).check(document);
	}

	private void check(Document document) {
		countSyntax(document);
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

	private void check(SelectionSize selectionSize) {
		OperationRejectedException.rejectIfAbove(selectionSize.depth(), this.requestLimits.depth(),
				"DEPTH_LIMIT_EXCEEDED", "The fields of the operation are nested in %,d levels");
		OperationRejectedException.rejectIfAbove(selectionSize.fields(), this.requestLimits.fields(),
				"FIELD_LIMIT_EXCEEDED", "The operation has %,d fields once its fragments are spread");
		OperationRejectedException.rejectIfAbove(selectionSize.rootFields(), this.requestLimits.rootFields(),
				"ROOT_FIELD_LIMIT_EXCEEDED", "The operation has %,d root fields once its fragments are spread");
		OperationRejectedException.rejectIfAbove(selectionSize.aliases(), this.requestLimits.aliases(),
				"ALIAS_LIMIT_EXCEEDED", "The operation has %,d aliases once its fragments are spread");
	}

	/** What counts where it is written, and not where it is spread. */
	private void countSyntax(Node<?> node) {
		if (node instanceof DirectivesContainer<?> container) {
			int count = container.getDirectives().size();
			this.directives += count;
			OperationRejectedException.rejectIfAbove(count, this.requestLimits.directivesPerLocation(),
					"DIRECTIVE_LIMIT_EXCEEDED", "A field, fragment or operation has %,d directives");
			OperationRejectedException.rejectIfAbove(this.directives, this.requestLimits.directives(),
					"DIRECTIVE_LIMIT_EXCEEDED", "The document has %,d directives or more");
		}
		if (node instanceof ArrayValue list) {
			OperationRejectedException.rejectIfAbove(list.getValues().size(), this.requestLimits.listLength(),
					"LIST_LIMIT_EXCEEDED", "A list in an argument has %,d elements");
		}
		for (Node<?> child : node.getChildren()) {
			countSyntax(child);
		}
	}

	private SelectionSize measure(@Nullable SelectionSet selections) {
		SelectionSize all = SelectionSize.EMPTY;
		if (selections != null) {
			for (Selection<?> selection : selections.getSelections()) {
				all = all.plus(measure(selection));
			}
		}
		return all;
	}

	private SelectionSize measure(Selection<?> selection) {
		return switch (selection) {
			case Field field -> measure(field.getSelectionSet()).nestedInField(field.getAlias() != null);
			case InlineFragment inline -> measure(inline.getSelectionSet());
			case FragmentSpread spread -> measure(spread.getName());
			default -> SelectionSize.EMPTY;
		};
	}

	/** Validation will find fragments that are missing or within themselves. */
	private SelectionSize measure(String fragment) {
		SelectionSize known = this.measuredFragments.putIfAbsent(fragment, SelectionSize.EMPTY);
		FragmentDefinition definition = this.fragments.get(fragment);
		if (known != null || definition == null) {
			return (known != null) ? known : SelectionSize.EMPTY;
		}
		SelectionSize measured = measure(definition.getSelectionSet());
		this.measuredFragments.put(fragment, measured);
		return measured;
	}

	/**
	 * What some selections have.
	 */
	private record SelectionSize(long depth, long fields, long rootFields, long aliases) {

		static final SelectionSize EMPTY = new SelectionSize(0, 0, 0, 0);

		SelectionSize plus(SelectionSize other) {
			return new SelectionSize(Math.max(this.depth, other.depth), SaturatingMath.add(this.fields, other.fields),
					SaturatingMath.add(this.rootFields, other.rootFields),
					SaturatingMath.add(this.aliases, other.aliases));
		}

		/** The field that these are selected of. */
		SelectionSize nestedInField(boolean alias) {
			return new SelectionSize(this.depth + 1, SaturatingMath.add(this.fields, 1), 1,
					SaturatingMath.add(this.aliases, alias ? 1 : 0));
		}

	}

}
