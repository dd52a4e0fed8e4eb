package dev.marquee.output;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.transport.http.HttpErrorException;
import graphql.language.Argument;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.OperationDefinition.Operation;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The list of events that a stored GraphQL operation selects: {@code Query.events}, or
 * the events of a venue, an organizer, a performer or a category, as the same list with a
 * filter. The arguments of the list are evaluated; what the operation selects of the
 * events does not matter.
 */
final class StoredList {

	private static final String EVENTS = "events";

	private static final String FILTER = "filter";

	private static final List<String> ARGUMENTS = List.of(FILTER, "orderBy", "first", "after");

	private final OperationDefinition operation;

	private final Map<String, FragmentDefinition> fragments = new LinkedHashMap<>();

	private final StoredVariables variables;

	private StoredList(Document document, OperationDefinition operation, Map<String, Object> variables) {
		this.operation = operation;
		document.getDefinitionsOfType(FragmentDefinition.class)
			.forEach((fragment) -> this.fragments.put(fragment.getName(), fragment));
		this.variables = StoredVariables.of(operation, variables);
	}

	/**
	 * Returns the arguments of the list, as variables of an output's query.
	 * @param operationName null if the document has one operation
	 * @throws HttpErrorException if the operation does not select one list of events
	 */
	static Map<String, @Nullable Object> arguments(String text, @Nullable String operationName,
			Map<String, Object> variables) {
		Document document;
		try {
			document = Parser.parse(text);
		}
		catch (InvalidSyntaxException ex) {
			throw notAList("The stored document is not GraphQL.");
		}
		List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class)
			.stream()
			.filter((operation) -> operationName == null || operationName.equals(operation.getName()))
			.toList();
		if (operations.size() != 1) {
			throw HttpErrorException.of(HttpStatus.BAD_REQUEST, "OPERATION_RESOLUTION_FAILURE",
					"`operationName` must be the name of one operation of the stored document.");
		}
		return new StoredList(document, operations.getFirst(), variables).arguments();
	}

	private Map<String, @Nullable Object> arguments() {
		List<Field> roots = fields(this.operation.getSelectionSet());
		if (this.operation.getOperation() != Operation.QUERY || roots.size() != 1) {
			throw notAList("The stored operation must be a query with one root field.");
		}
		Field root = roots.getFirst();
		if (root.getName().equals(EVENTS)) {
			return ofList(root);
		}
		ListOwner owner = ListOwner.find(root.getName());
		List<Field> lists = (owner != null && root.getSelectionSet() != null)
				? fields(root.getSelectionSet()).stream().filter((field) -> field.getName().equals(EVENTS)).toList()
				: List.of();
		if (owner == null || lists.size() != 1) {
			throw notAList(
					"The root field of the stored operation must be `events`, or `venue`, `organizer`, `performer` "
							+ "or `category` with one field `events`.");
		}
		Map<String, @Nullable Object> arguments = ofList(lists.getFirst());
		Map<?, ?> filter = (arguments.get(FILTER) instanceof Map<?, ?> given) ? given : Map.of();
		arguments.put(FILTER, owner.restrict(filter, ofField(root).get(owner.argument())));
		return arguments;
	}

	/** The fields of a selection, with those of fragments. */
	private List<Field> fields(SelectionSet selections) {
		List<Field> fields = new ArrayList<>();
		collect(selections, fields, 0);
		return fields;
	}

	private void collect(SelectionSet selections, List<Field> fields, int depth) {
		if (depth > this.fragments.size()) {
			throw notAList("A fragment of the stored document contains itself.");
		}
		for (Selection<?> selection : selections.getSelections()) {
			if (selection instanceof DirectivesContainer<?> conditional && !conditional.getDirectives().isEmpty()) {
				throw notAList("The fields above the list must not have directives.");
			}
			switch (selection) {
				case Field field when field.getName().equals("__typename") -> {
				}
				case Field field -> fields.add(field);
				case InlineFragment inline -> collect(inline.getSelectionSet(), fields, depth);
				case FragmentSpread spread -> collect(fragment(spread.getName()).getSelectionSet(), fields, depth + 1);
				default -> {
				}
			}
		}
	}

	private FragmentDefinition fragment(String name) {
		FragmentDefinition fragment = this.fragments.get(name);
		if (fragment == null) {
			throw notAList("The stored document has no fragment `" + name + "`.");
		}
		return fragment;
	}

	private Map<String, @Nullable Object> ofList(Field list) {
		Map<String, @Nullable Object> arguments = ofField(list);
		if (arguments.entrySet()
			.stream()
			.anyMatch((argument) -> argument.getValue() != null && !ARGUMENTS.contains(argument.getKey()))) {
			throw notAList("The list of the stored operation may have the arguments `" + String.join("`, `", ARGUMENTS)
					+ "` only.");
		}
		return arguments;
	}

	private Map<String, @Nullable Object> ofField(Field field) {
		Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
		for (Argument argument : field.getArguments()) {
			this.variables.putValue(argument.getName(), argument.getValue(), arguments);
		}
		return arguments;
	}

	private static HttpErrorException notAList(String message) {
		return HttpErrorException.of(HttpStatus.BAD_REQUEST, "DOCUMENT_NOT_AN_EVENT_LIST", message);
	}

}
