package dev.marquee.schema.reference;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A short operation that selects a root field: its first fields without arguments, with
 * variables for what it requires.
 *
 * @param document the operation
 * @param variables the variables as JSON; null if there are none
 */
record ExampleOperation(String document, @Nullable String variables) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final int MAX_LEAVES = 5;

	private static final int MAX_DEPTH = 3;

	/** Values by the name of a scalar; any other scalar is an empty string. */
	private static final Map<String, Object> SCALARS = Map.ofEntries(Map.entry("Int", 10), Map.entry("Float", 0),
			Map.entry("Boolean", true), Map.entry("BigDecimal", 25), Map.entry("DateTime", "2030-01-31T18:00:00Z"),
			Map.entry("Date", "2030-01-31"), Map.entry("LocalDateTime", "2030-01-31T19:00"),
			Map.entry("LocalTime", "19:00:00"), Map.entry("TimeZone", "Europe/Berlin"),
			Map.entry("Url", "https://example.org/events/1"), Map.entry("Currency", "EUR"),
			Map.entry("CountryCode", "DE"));

	/** The fields of a page: of a connection, or of the change log. */
	private static final List<String> PAGE_FIELDS = List.of("nodes", "pageInfo", "endCursor", "hasNextPage");

	static ExampleOperation of(GraphQLObjectType root, GraphQLFieldDefinition field) {
		List<GraphQLArgument> required = field.getArguments()
			.stream()
			.filter((argument) -> isRequired(argument.getType()) && !argument.hasSetDefaultValue())
			.toList();
		String definitions = required.stream()
			.map((argument) -> "$" + argument.getName() + ": " + GraphQLTypeUtil.simplePrint(argument.getType()))
			.collect(Collectors.joining(", ", "(", ")"));
		List<String> arguments = new ArrayList<>(
				required.stream().map((argument) -> argument.getName() + ": $" + argument.getName()).toList());
		if (field.getArgument("first") != null && field.getArgument("after") != null) {
			arguments.add("first: 5");
		}
		String name = field.getName().substring(0, 1).toUpperCase(Locale.ROOT) + field.getName().substring(1);
		String document = root.getName().toLowerCase(Locale.ROOT) + " " + name + (required.isEmpty() ? "" : definitions)
				+ " {\n  " + field.getName() + (arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")")
				+ selection(field.getType(), 1) + "\n}\n";
		if (required.isEmpty()) {
			return new ExampleOperation(document, null);
		}
		Map<String, Object> variables = required.stream()
			.collect(Collectors.toMap(GraphQLArgument::getName, (argument) -> value(argument.getType())));
		return new ExampleOperation(document, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(variables));
	}

	/**
	 * Returns the address at which GraphiQL opens the operation, relative to a page of
	 * the reference.
	 */
	String link() {
		return "../graphiql/#query=" + URLEncoder.encode(this.document, StandardCharsets.UTF_8).replace("+", "%20")
				+ ((this.variables != null)
						? "&variables=" + URLEncoder.encode(this.variables, StandardCharsets.UTF_8).replace("+", "%20")
						: "");
	}

	private static String selection(GraphQLType type, int depth) {
		if (!(GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLFieldsContainer container)) {
			return "";
		}
		List<GraphQLFieldDefinition> fields = container.getFieldDefinitions()
			.stream()
			.filter((field) -> !field.isDeprecated() && field.getArguments().isEmpty())
			.toList();
		List<GraphQLFieldDefinition> selected = new ArrayList<>();
		boolean isPage = container.getFieldDefinition("nodes") != null;
		if (isPage) {
			fields.stream().filter((field) -> PAGE_FIELDS.contains(field.getName())).forEach(selected::add);
		}
		else {
			fields.stream().filter((field) -> isLeaf(field.getType())).limit(MAX_LEAVES).forEach(selected::add);
			if (selected.size() < 2 && depth < MAX_DEPTH) {
				fields.stream().filter((field) -> !isLeaf(field.getType())).limit(2).forEach(selected::add);
			}
			if (selected.isEmpty()) {
				// Such as Viewer, which has only a list of events.
				container.getFieldDefinitions().stream().limit(1).forEach(selected::add);
			}
		}
		String indent = "  ".repeat(depth + 1);
		return selected.stream()
			.map((field) -> indent + field.getName() + selection(field.getType(), depth + 1))
			.collect(Collectors.joining("\n", " {\n", "\n" + indent.substring(2) + "}"));
	}

	private static boolean isLeaf(GraphQLType type) {
		return GraphQLTypeUtil.isLeaf(GraphQLTypeUtil.unwrapAll(type));
	}

	private static boolean isRequired(GraphQLType type) {
		return GraphQLTypeUtil.isNonNull(type);
	}

	private static Object value(GraphQLType type) {
		return switch (type) {
			case GraphQLNonNull required -> value(required.getWrappedType());
			case GraphQLList list -> List.of(value(list.getWrappedType()));
			case GraphQLEnumType values -> values.getValues().getFirst().getName();
			case GraphQLInputObjectType input -> input.getFieldDefinitions()
				.stream()
				.filter((field) -> isUseful(input, field))
				.collect(Collectors.toMap(GraphQLInputObjectField::getName, (field) -> value(field.getType())));
			default -> {
				String scalar = Objects.requireNonNull(GraphQLTypeUtil.simplePrint(type));
				yield SCALARS.getOrDefault(scalar, "");
			}
		};
	}

	/** What is required, and the first field of an input that requires nothing else. */
	private static boolean isUseful(GraphQLInputObjectType input, GraphQLInputObjectField field) {
		return (isRequired(field.getType()) && !field.hasSetDefaultValue())
				|| (field.equals(input.getFieldDefinitions().getFirst()) && isLeaf(field.getType()));
	}

}
