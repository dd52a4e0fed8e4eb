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
 * Measures a document before its validation and rejects it if it exceeds a limit. Each
 * fragment is measured once, regardless of how often it is spread, so that the time is
 * linear in the size of the document.
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
	 * Checks a document.
	 * @throws OperationRejectedException if it exceeds a limit
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
				"DEPTH_LIMIT_EXCEEDED", "The fields of the operation are nested %,d levels deep");
		OperationRejectedException.rejectIfAbove(selectionSize.fields(), this.requestLimits.fields(),
				"FIELD_LIMIT_EXCEEDED", "The operation has %,d fields with all fragments expanded");
		OperationRejectedException.rejectIfAbove(selectionSize.rootFields(), this.requestLimits.rootFields(),
				"ROOT_FIELD_LIMIT_EXCEEDED", "The operation has %,d root fields with all fragments expanded");
		OperationRejectedException.rejectIfAbove(selectionSize.aliases(), this.requestLimits.aliases(),
				"ALIAS_LIMIT_EXCEEDED", "The operation has %,d aliases with all fragments expanded");
	}

	/**
	 * Counts what is limited as written, without expanding fragments: directives and list
	 * literals.
	 */
	private void countSyntax(Node<?> node) {
		if (node instanceof DirectivesContainer<?> container) {
			int count = container.getDirectives().size();
			this.directives += count;
			OperationRejectedException.rejectIfAbove(count, this.requestLimits.directivesPerLocation(),
					"DIRECTIVE_LIMIT_EXCEEDED", "A field, fragment or operation has %,d directives");
			OperationRejectedException.rejectIfAbove(this.directives, this.requestLimits.directives(),
					"DIRECTIVE_LIMIT_EXCEEDED", "The document has at least %,d directives");
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
		SelectionSize total = SelectionSize.EMPTY;
		if (selections != null) {
			for (Selection<?> selection : selections.getSelections()) {
				total = total.plus(measure(selection));
			}
		}
		return total;
	}

	private SelectionSize measure(Selection<?> selection) {
		return switch (selection) {
			case Field field -> measure(field.getSelectionSet()).nestedInField(field.getAlias() != null);
			case InlineFragment inline -> measure(inline.getSelectionSet());
			case FragmentSpread spread -> measure(spread.getName());
			default -> SelectionSize.EMPTY;
		};
	}

	/**
	 * A fragment that is missing or spreads itself counts as empty; validation rejects it
	 * afterwards.
	 */
	private SelectionSize measure(String fragment) {
		SelectionSize cached = this.measuredFragments.putIfAbsent(fragment, SelectionSize.EMPTY);
		FragmentDefinition definition = this.fragments.get(fragment);
		if (cached != null || definition == null) {
			return (cached != null) ? cached : SelectionSize.EMPTY;
		}
		SelectionSize measured = measure(definition.getSelectionSet());
		this.measuredFragments.put(fragment, measured);
		return measured;
	}

	/**
	 * The size of a selection set with its fragments expanded.
	 */
	private record SelectionSize(long depth, long fields, long rootFields, long aliases) {

		static final SelectionSize EMPTY = new SelectionSize(0, 0, 0, 0);

		SelectionSize plus(SelectionSize other) {
			return new SelectionSize(Math.max(this.depth, other.depth), SaturatingMath.add(this.fields, other.fields),
					SaturatingMath.add(this.rootFields, other.rootFields),
					SaturatingMath.add(this.aliases, other.aliases));
		}

		/** The size of a field that has these selections. */
		SelectionSize nestedInField(boolean aliased) {
			return new SelectionSize(this.depth + 1, SaturatingMath.add(this.fields, 1), 1,
					SaturatingMath.add(this.aliases, aliased ? 1 : 0));
		}

	}

}
