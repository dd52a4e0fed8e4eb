package dev.marquee.graphql.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import graphql.GraphQLContext;
import graphql.language.EnumValue;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a value that do not match its type. Stops at a number of problems.
 */
final class InputCheck {

	/**
	 * The formats of the scalars that have no messages of their own. Those of the others
	 * say what was expected.
	 */
	private static final Map<String, String> FORMATS = Map.of("Int", "a whole number from -2147483648 to 2147483647",
			"Float", "a number", "String", "a string", "Boolean", "`true` or `false`", "ID",
			"an id, which is a string or a whole number", "Date", "a date, such as 2026-12-19", "LocalTime",
			"a time of day, such as 19:30", "CountryCode",
			"a country code of ISO 3166-1 in capital letters, such as DE", "Currency",
			"a currency code of ISO 4217 in capital letters, such as EUR");

	private static final Set<String> NOT_STRINGS = Set.of("Int", "Float", "Boolean", "BigDecimal");

	private final SchemaHints hints;

	private final GraphQLContext context;

	private final int maxProblems;

	private final Set<String> nullVariables;

	private final List<InputProblem> problems = new ArrayList<>();

	InputCheck(SchemaHints hints, GraphQLContext context, int maxProblems) {
		this(hints, context, maxProblems, Set.of());
	}

	/**
	 * Creates a check that also reports these variables where null is not allowed.
	 */
	InputCheck(SchemaHints hints, GraphQLContext context, int maxProblems, Set<String> nullVariables) {
		this.hints = hints;
		this.context = context;
		this.maxProblems = maxProblems;
		this.nullVariables = nullVariables;
	}

	List<InputProblem> problems() {
		return this.problems;
	}

	private boolean isFull() {
		return this.problems.size() >= this.maxProblems;
	}

	void check(InputValue value, GraphQLType type, List<Object> path) {
		String variable = value.variable();
		if (variable != null && type instanceof GraphQLNonNull && this.nullVariables.contains(variable)) {
			add(path, "must not be null, but `$" + variable + "` is. Omit the variable to use the default.",
					value.location());
		}
		if (variable != null || isFull()) {
			return;
		}
		if (value.isNull()) {
			if (type instanceof GraphQLNonNull) {
				add(path, "must not be null: its type is `" + print(type) + "`.", value.location());
			}
			return;
		}
		switch (GraphQLTypeUtil.unwrapNonNull(type)) {
			case GraphQLList list -> checkList(value, list.getWrappedType(), path);
			case GraphQLInputObjectType object -> checkObject(value, object, path);
			case GraphQLEnumType choices -> checkEnum(value, choices, path);
			case GraphQLScalarType scalar -> checkScalar(value, scalar, path);
			default -> {
			}
		}
	}

	/**
	 * Checks a list. A single value stands for a list of one, as the specification says.
	 */
	private void checkList(InputValue value, GraphQLType elementType, List<Object> path) {
		List<InputValue> elements = value.elements();
		if (elements == null) {
			check(value, elementType, path);
			return;
		}
		for (int index = 0; index < elements.size(); index++) {
			check(elements.get(index), elementType, append(path, index));
		}
	}

	private void checkObject(InputValue value, GraphQLInputObjectType type, List<Object> path) {
		Map<String, InputValue> fields = value.fields();
		if (fields == null) {
			add(path, "must be an object of the type `" + type.getName() + "`, but is " + value.print() + ".",
					value.location());
			return;
		}
		for (Map.Entry<String, InputValue> field : fields.entrySet()) {
			if (isFull()) {
				return;
			}
			checkField(field.getKey(), field.getValue(), type, path);
		}
		for (GraphQLInputObjectField definition : type.getFieldDefinitions()) {
			if (definition.getType() instanceof GraphQLNonNull && !definition.hasSetDefaultValue()
					&& !fields.containsKey(definition.getName())) {
				add(append(path, definition.getName()),
						"is required: its type is `" + print(definition.getType()) + "`.", value.location());
			}
		}
		if (type.isOneOf() && (fields.size() != 1 || fields.values().iterator().next().isNull())) {
			add(path, "must have exactly one field, which is not null.", value.location());
		}
	}

	private void checkField(String name, InputValue value, GraphQLInputObjectType type, List<Object> path) {
		GraphQLInputObjectField definition = type.getFieldDefinition(name);
		if (definition == null) {
			add(append(path, name), "does not exist on `" + type.getName() + "`."
					+ this.hints.proposeOrList(name, "fields", fieldNames(type)), value.nameLocation());
		}
		else {
			check(value, definition.getType(), append(path, name));
		}
	}

	private void checkEnum(InputValue value, GraphQLEnumType type, List<Object> path) {
		String name = value.enumName();
		if (name != null && type.getValue(name) != null) {
			return;
		}
		List<String> choices = names(type.getValues().stream());
		String start = "must be a value of `" + type.getName() + "`, but is " + value.print() + ".";
		add(path, start + this.hints.propose((name != null) ? name : unquoted(value), choices)
				+ this.hints.list("values", choices), value.location());
	}

	private static String unquoted(InputValue value) {
		return value.print().replace("\"", "");
	}

	private void checkScalar(InputValue value, GraphQLScalarType type, List<Object> path) {
		String reason = value.rejectedBy(type.getCoercing(), this.context);
		if (reason == null) {
			return;
		}
		String format = FORMATS.get(type.getName());
		String actual = value.print() + (isUnquoted(value, type) ? " without quotation marks" : "");
		String message = (format != null) ? "must be " + format + ", but is " + actual + "."
				: "must be a `" + type.getName() + "`, but is " + actual + ". " + reason;
		add(path, message, value.location());
	}

	/** Whether the value is a name where a string is expected. */
	private static boolean isUnquoted(InputValue value, GraphQLScalarType type) {
		return value instanceof LiteralInputValue literal && literal.value() instanceof EnumValue
				&& !NOT_STRINGS.contains(type.getName());
	}

	private void add(List<Object> path, String message, @Nullable SourceLocation location) {
		if (!isFull()) {
			this.problems.add(new InputProblem(path, "`" + print(path) + "` " + message, location));
		}
	}

	private static List<String> fieldNames(GraphQLInputObjectType type) {
		return names(type.getFieldDefinitions().stream());
	}

	private static List<String> names(Stream<? extends GraphQLDirectiveContainer> elements) {
		return elements.filter((element) -> !isDeprecated(element)).map(GraphQLDirectiveContainer::getName).toList();
	}

	private static boolean isDeprecated(GraphQLDirectiveContainer element) {
		return switch (element) {
			case GraphQLInputObjectField field -> field.isDeprecated();
			case GraphQLEnumValueDefinition value -> value.isDeprecated();
			default -> false;
		};
	}

	private static List<Object> append(List<Object> path, Object last) {
		return Stream.concat(path.stream(), Stream.of(last)).toList();
	}

	/** Prints a path like {@code filter.within.south} or {@code ids[2]}. */
	private static String print(List<Object> path) {
		StringBuilder text = new StringBuilder();
		for (Object part : path) {
			if (part instanceof Integer index) {
				text.append('[').append(index).append(']');
			}
			else {
				text.append(text.isEmpty() ? "" : ".").append(part);
			}
		}
		return text.toString();
	}

	private static String print(GraphQLType type) {
		return GraphQLTypeUtil.simplePrint(type);
	}

}
