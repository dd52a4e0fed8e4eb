package cost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.TypeName;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeUtil;

/**
 * A random query over the whole schema with the kinds of arguments that cause work.
 *
 * @param elements the fields and filters that occur in it
 */
public record RandomOperation(String text, Set<String> elements) {

	private static final Path SCHEMA = Path.of("graphql");

	private static final int MAX_DEPTH = 6;

	/** Root fields that are not about reading events. */
	private static final Set<String> EXCLUDED = Set.of("Query.rateLimit", "Query.changeCursor", "Query.eventByUrl");

	private static final List<String> FILTERS = List.of("search: \"%w\"", "search: \"%w %w\"", "search: \"\\\"%w %w\\\"\"",
			"search: \"%w or %w\"", "search: \"%wq\"", "near: { latitude: 52.5, longitude: 13.4, radiusKm: 300 }",
			"within: { south: -20, west: -80, north: 50, east: 60 }", "when: UPCOMING", "when: THIS_WEEKEND",
			"weekdays: [FRIDAY]", "categories: { any: [\"jazz\"] }", "categories: { none: [\"jazz\", \"comedy\"] }",
			"price: { kinds: [FREE] }", "price: { atMost: { amount: 20, currency: EUR } }", "statuses: [CANCELLED]",
			"interestedAtLeast: 5000", "hasImage: false", "updatedSince: \"2026-11-01T00:00:00Z\"",
			"startsAtOrAfterTime: \"22:00:00\"", "countries: [\"DE\"]", "attendanceModes: [ONLINE]");

	private static final List<String> ORDERS = List.of("STARTS_AT", "INTERESTED", "CREATED_AT", "UPDATED_AT", "NAME");

	/** The fields of the object types, by the name of the type. */
	public static Map<String, List<FieldDefinition>> fields() throws IOException {
		TypeDefinitionRegistry registry = new TypeDefinitionRegistry();
		try (Stream<Path> files = Files.list(SCHEMA)) {
			for (Path file : files.sorted().toList()) {
				registry.merge(new SchemaParser().parse(Files.readString(file)));
			}
		}
		Map<String, List<FieldDefinition>> fields = new TreeMap<>();
		registry.getTypes(ObjectTypeDefinition.class)
			.forEach((type) -> fields.computeIfAbsent(type.getName(), (missing) -> new ArrayList<>())
				.addAll(type.getFieldDefinitions()));
		registry.objectTypeExtensions()
			.values()
			.stream()
			.flatMap(List::stream)
			.forEach((ObjectTypeExtensionDefinition type) -> fields.computeIfAbsent(type.getName(), (missing) -> new ArrayList<>())
				.addAll(type.getFieldDefinitions()));
		return fields;
	}

	public static RandomOperation generate(Map<String, List<FieldDefinition>> fields, List<String> words, List<String> ids,
			Random random) {
		Generator generator = new Generator(fields, words, ids, random, new LinkedHashSet<>());
		return new RandomOperation("{" + generator.field("Query", 0) + " }", generator.elements);
	}

	private record Generator(Map<String, List<FieldDefinition>> fields, List<String> words, List<String> ids, Random random,
			Set<String> elements) {

		private String selection(String type, int depth) {
			StringBuilder selection = new StringBuilder(" { __typename");
			int count = 1 + this.random.nextInt(3);
			for (int i = 0; i < count; i++) {
				selection.append(field(type, depth));
			}
			return selection.append(" }").toString();
		}

		private String field(String type, int depth) {
			FieldDefinition field = pick(this.fields.get(type));
			String name = type + "." + field.getName();
			String below = ((TypeName) TypeUtil.unwrapAll(field.getType())).getName();
			if (EXCLUDED.contains(name) || (depth >= MAX_DEPTH && this.fields.containsKey(below))) {
				return " ";
			}
			if (below.equals("Node")) {
				below = "Event";
				this.elements.add(name);
				return " f" + this.random.nextInt(1_000_000) + ": " + field.getName() + arguments(field) + " { ... on Event"
						+ selection(below, depth + 1) + " }";
			}
			this.elements.add(name);
			return " f" + this.random.nextInt(1_000_000) + ": " + field.getName() + arguments(field)
					+ (this.fields.containsKey(below) ? selection(below, depth + 1) : "");
		}

		private String arguments(FieldDefinition field) {
			List<String> arguments = new ArrayList<>();
			field.getInputValueDefinitions().forEach((argument) -> {
				switch (argument.getName()) {
					case "id" -> arguments.add("id: \"" + pick(this.ids) + "\"");
					case "ids" -> arguments.add("ids: [\"" + pick(this.ids) + "\", \"" + pick(this.ids) + "\"]");
					case "text" -> arguments.add("text: \"" + pick(this.words).substring(0, 3) + "\"");
					case "first" -> arguments.add("first: " + (1 + this.random.nextInt(20)));
					case "filter" -> addFilter(arguments);
					case "orderBy" -> addOrder(arguments);
					default -> {
					}
				}
			});
			return arguments.isEmpty() ? "" : "(" + String.join(", ", arguments) + ")";
		}

		private void addFilter(List<String> arguments) {
			if (this.random.nextInt(3) > 0) {
				String filter = pick(FILTERS);
				this.elements.add("filter " + filter);
				while (filter.contains("%w")) {
					filter = filter.replaceFirst("%w", pick(this.words));
				}
				arguments.add("filter: { " + filter + " }");
			}
		}

		private void addOrder(List<String> arguments) {
			if (this.random.nextInt(3) == 0) {
				String order = pick(ORDERS);
				this.elements.add("order " + order);
				arguments.add("orderBy: { field: " + order + ", direction: DESC }");
			}
		}

		private <T> T pick(List<T> choices) {
			return choices.get(this.random.nextInt(choices.size()));
		}

	}

}
