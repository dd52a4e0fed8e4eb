package dev.marquee.query.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

/**
 * Generates random valid documents over a whole schema: nested selections, aliases,
 * arguments as literals and as variables, fragments of every kind, conditions, repeated
 * fields.
 */
final class RandomDocuments {

	private static final int MAX_DEPTH = 6;

	private final GraphQLSchema schema;

	private final ReferenceExecutor reference;

	private final Random random;

	private final Map<String, String> fragments = new LinkedHashMap<>();

	private final List<String> variableDefinitions = new ArrayList<>();

	private final Map<String, Object> variables = new HashMap<>();

	private int nameCount;

	/**
	 * Fields that the {@link ReferenceExecutor} does not implement; other tests cover
	 * them.
	 */
	static final Set<String> UNSUPPORTED_FIELDS = Set.of("facets", "highlights", "distanceKm", "relevance", "similar",
			"suggest", "changes", "changeCursor", "rateLimit", "correctedTo", "eventClusters", "city", "series",
			"superEvent", "subEvents", "jsonLd", "outputs", "calendarUrl", "overrides");

	private RandomDocuments(GraphQLSchema schema, ReferenceExecutor referenceExecutor, long seed) {
		this.schema = schema;
		this.reference = referenceExecutor;
		this.random = new Random(seed);
	}

	static RandomDocument generate(GraphQLSchema schema, ReferenceExecutor referenceExecutor, long seed) {
		return new RandomDocuments(schema, referenceExecutor, seed).randomDocument();
	}

	private RandomDocument randomDocument() {
		String selection = selection(this.schema.getQueryType(), 0);
		String definitions = this.variableDefinitions.isEmpty() ? ""
				: "(" + String.join(", ", this.variableDefinitions) + ")";
		return new RandomDocument("query Random" + definitions + selection + String.join("", this.fragments.values()),
				this.variables);
	}

	private String selection(GraphQLType type, int depth) {
		StringBuilder text = new StringBuilder(" {");
		int fields = 1 + this.random.nextInt(5);
		for (int i = 0; i < fields; i++) {
			text.append(' ').append(selectionItem(type, depth)).append('\n');
		}
		return text.append("}\n").toString();
	}

	private String selectionItem(GraphQLType type, int depth) {
		if (type instanceof GraphQLInterfaceType node) {
			return switch (this.random.nextInt(4)) {
				case 0 -> "id";
				case 1 -> "__typename";
				default -> fragment(pick(this.schema.getImplementations(node)), depth);
			};
		}
		return switch (this.random.nextInt(12)) {
			case 0 -> alias("__typename") + "__typename" + condition();
			case 1 -> fragment((GraphQLObjectType) type, depth);
			case 2 -> (depth == 0) ? field((GraphQLObjectType) type, depth)
					: "..." + condition() + selection(type, depth + 1);
			default -> field((GraphQLObjectType) type, depth);
		};
	}

	private String fragment(GraphQLObjectType type, int depth) {
		if (this.random.nextBoolean()) {
			return "... on " + type.getName() + condition() + selection(type, depth + 1);
		}
		String name = "F" + this.nameCount++;
		this.fragments.put(name, "");
		this.fragments.put(name, "fragment " + name + " on " + type.getName() + selection(type, depth + 1));
		return "..." + name + condition();
	}

	private String field(GraphQLObjectType type, int depth) {
		GraphQLFieldDefinition field = pick(fields(type));
		GraphQLType below = GraphQLTypeUtil.unwrapAll(field.getType());
		boolean leaf = GraphQLTypeUtil.isLeaf(below);
		boolean isExpensive = type.getName().equals("Category") && !leaf && this.random.nextInt(3) > 0;
		if (isExpensive || (!leaf && depth >= MAX_DEPTH)) {
			return alias("__typename") + "__typename";
		}
		String arguments = arguments(type, field);
		String alias = arguments.isEmpty() ? optionalAlias(field.getName()) : alias(field.getName());
		String selected = field.getName() + arguments + condition() + (leaf ? "" : selection(below, depth + 1));
		String again = (this.random.nextInt(8) == 0) ? "\n" + alias(field.getName()) + selected : "";
		return alias + selected + again;
	}

	private static List<GraphQLFieldDefinition> fields(GraphQLObjectType type) {
		return type.getFieldDefinitions()
			.stream()
			.filter((field) -> !UNSUPPORTED_FIELDS.contains(field.getName()))
			.toList();
	}

	private String arguments(GraphQLObjectType type, GraphQLFieldDefinition field) {
		return switch (field.getName()) {
			case "node", "event", "venue", "organizer", "performer" ->
				type.getName().equals("Query") ? "(id: " + value("ID!", pick(this.reference.ids())) + ")" : "";
			case "nodes" -> type.getName().equals("Query") ? "(ids: " + value("[ID!]!", ids()) + ")" : "";
			case "categories" ->
				type.getName().equals("Query") ? "(first: " + value("Int", 1 + this.random.nextInt(4)) + ")" : "";
			case "category" ->
				type.getName().equals("Query") ? "(slug: " + value("String!", pick(this.reference.slugs())) + ")" : "";
			case "eventByIdentifier" -> "(identifier: " + value("String!", pick(this.reference.identifiers())) + ")";
			case "eventBySlug" -> "(slug: " + value("String!", pick(this.reference.eventSlugs())) + ")";
			case "image" -> pick(List.of("", "(role: THUMBNAIL)", "(role: OTHER)"));
			case "eventByUrl" -> "(url: " + value("Url!", pick(this.reference.urls())) + ")";
			case "events", "venues", "organizers", "performers", "occurrences" ->
				field.getArguments().isEmpty() ? "" : page(type, field.getName());
			default -> "";
		};
	}

	private String page(GraphQLObjectType type, String name) {
		List<String> arguments = new ArrayList<>();
		switch (this.random.nextInt(3)) {
			case 0 -> arguments.add("first: " + value("Int", 1 + this.random.nextInt(8)));
			case 1 -> arguments.add("last: " + value("Int", 1 + this.random.nextInt(8)));
			default -> {
			}
		}
		if (type.getName().equals("Query") && name.equals("events")) {
			if (this.random.nextInt(3) == 0) {
				arguments.add("after: " + value("String", pick(this.reference.eventCursors())));
			}
			if (this.random.nextInt(3) == 0) {
				arguments.add("before: " + value("String", pick(this.reference.eventCursors())));
			}
		}
		return arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")";
	}

	private List<String> ids() {
		List<String> ids = new ArrayList<>(List.of("nonsense", "evt_00000000-0000-0000-0000-000000000000", "ev\0t"));
		for (int i = 0; i < 5; i++) {
			ids.add(this.random.nextInt(ids.size()), pick(this.reference.ids()));
		}
		return ids;
	}

	/** The value as a literal or as a variable; an optional variable may be omitted. */
	private String value(String type, Object value) {
		if (this.random.nextBoolean() && !value.toString().contains("\0")) {
			return switch (value) {
				case Integer number -> number.toString();
				case List<?> list ->
					"[\"" + String.join("\", \"", list.stream().map(Object::toString).toList()) + "\"]";
				default -> "\"" + value + "\"";
			};
		}
		String name = "v" + this.nameCount++;
		this.variableDefinitions.add("$" + name + ": " + type);
		if (type.endsWith("!") || this.random.nextInt(4) > 0) {
			this.variables.put(name, value);
		}
		return "$" + name;
	}

	private String condition() {
		return switch (this.random.nextInt(10)) {
			case 0 -> " @include(if: " + booleanArgument() + ")";
			case 1 -> " @skip(if: " + booleanArgument() + ")";
			default -> "";
		};
	}

	private String booleanArgument() {
		if (this.random.nextBoolean()) {
			return String.valueOf(this.random.nextBoolean());
		}
		String name = "b" + this.nameCount++;
		this.variableDefinitions.add("$" + name + ": Boolean! = true");
		if (this.random.nextBoolean()) {
			this.variables.put(name, this.random.nextBoolean());
		}
		return "$" + name;
	}

	private String optionalAlias(String field) {
		return (this.random.nextInt(4) == 0) ? alias(field) : "";
	}

	private String alias(String field) {
		String padding = (this.random.nextInt(20) == 0) ? "_".repeat(70) : "";
		return field + padding + this.nameCount++ + ": ";
	}

	private <T> T pick(List<? extends T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	record RandomDocument(String text, Map<String, Object> variables) {
	}

}
