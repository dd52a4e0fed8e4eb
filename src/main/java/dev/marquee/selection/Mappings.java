package dev.marquee.selection;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;

/**
 * The mappings of all features, found by type and field.
 */
final class Mappings {

	private final Map<String, Map<String, FieldMapping<Object>>> types = new TreeMap<>();

	private final Map<String, Node> nodes = new HashMap<>();

	private final Map<String, Visibility> visibilities;

	Mappings(List<TypeMapping<?>> mappings, List<Visibility> visibilities) {
		mappings.forEach(this::add);
		this.visibilities = visibilities.stream().collect(Collectors.toMap(Visibility::table, Function.identity()));
	}

	@SuppressWarnings("unchecked") // a row only ever meets the mapping of its own type
	private void add(TypeMapping<?> mapping) {
		Node node = mapping.node();
		if (node != null) {
			this.nodes.put(mapping.type(), node);
		}
		Map<String, FieldMapping<Object>> fields = this.types.computeIfAbsent(mapping.type(),
				(type) -> new HashMap<>());
		mapping.fields().forEach((name, field) -> {
			if (fields.putIfAbsent(name, (FieldMapping<Object>) field) != null) {
				throw new IllegalArgumentException(mapping.type() + "." + name + " is mapped twice");
			}
		});
	}

	FieldMapping<Object> field(String type, String name) {
		FieldMapping<Object> mapping = this.types.getOrDefault(type, Map.of()).get(name);
		if (mapping == null) {
			throw new IllegalStateException(type + "." + name + " has no mapping");
		}
		return mapping;
	}

	/** How rows of the type are found by their ids; empty when they have none. */
	Optional<Node> findNode(String type) {
		return Optional.ofNullable(this.nodes.get(type));
	}

	Node node(String type) {
		Node node = this.nodes.get(type);
		if (node == null) {
			throw new IllegalStateException(type + " implements Node, but its mapping has no key");
		}
		return node;
	}

	/** Which rows of the table are seen; empty when everybody sees all. */
	Optional<Visibility> visibility(String table) {
		return Optional.ofNullable(this.visibilities.get(table));
	}

	Set<String> rootFields() {
		return this.types.getOrDefault("Query", Map.of()).keySet();
	}

	/**
	 * Fields of the schema's object types that have no mapping, and mappings that are for
	 * no such field.
	 */
	List<String> mismatchesWith(GraphQLSchema schema) {
		List<String> mismatches = new ArrayList<>();
		for (GraphQLObjectType type : schema.getAllTypesAsList()
			.stream()
			.filter(GraphQLObjectType.class::isInstance)
			.map(GraphQLObjectType.class::cast)
			.filter((type) -> !type.getName().startsWith("__"))
			.toList()) {
			Set<String> mapped = this.types.getOrDefault(type.getName(), Map.of()).keySet();
			List<String> declared = type.getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName).toList();
			declared.stream()
				.filter((name) -> !mapped.contains(name))
				.forEach((name) -> mismatches.add(type.getName() + "." + name + " has no mapping"));
			mapped.stream()
				.filter((name) -> !declared.contains(name))
				.forEach((name) -> mismatches.add(type.getName() + "." + name + " is not in the schema"));
		}
		this.types.keySet()
			.stream()
			.filter((type) -> !(schema.getType(type) instanceof GraphQLObjectType))
			.forEach((type) -> mismatches.add(type + " is not an object type of the schema"));
		return mismatches;
	}

}
