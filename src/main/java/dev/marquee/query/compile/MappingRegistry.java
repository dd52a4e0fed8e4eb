package dev.marquee.query.compile;

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
 * The type mappings and row policies of all features.
 */
public final class MappingRegistry {

	private final Map<String, Map<String, FieldMapping<Object>>> fieldMappings = new TreeMap<>();

	private final Map<String, NodeMapping> nodeMappings = new HashMap<>();

	private final Map<String, RowPolicy> rowPolicies;

	MappingRegistry(List<TypeMapping<?>> mappings, List<RowPolicy> rowPolicies) {
		mappings.forEach(this::add);
		this.rowPolicies = rowPolicies.stream().collect(Collectors.toMap(RowPolicy::tableName, Function.identity()));
	}

	@SuppressWarnings("unchecked") // rows are only passed to mappings of their own type
	private void add(TypeMapping<?> mapping) {
		NodeMapping nodeMapping = mapping.nodeMapping();
		if (nodeMapping != null) {
			this.nodeMappings.put(mapping.type(), nodeMapping);
		}
		Map<String, FieldMapping<Object>> fields = this.fieldMappings.computeIfAbsent(mapping.type(),
				(type) -> new HashMap<>());
		mapping.fields().forEach((name, field) -> {
			if (fields.putIfAbsent(name, (FieldMapping<Object>) field) != null) {
				throw new IllegalArgumentException(mapping.type() + "." + name + " is mapped twice");
			}
		});
	}

	FieldMapping<Object> fieldMapping(String type, String name) {
		FieldMapping<Object> mapping = this.fieldMappings.getOrDefault(type, Map.of()).get(name);
		if (mapping == null) {
			throw new IllegalStateException(type + "." + name + " has no mapping");
		}
		return mapping;
	}

	/** The node mapping of a type; empty if the type does not implement {@code Node}. */
	Optional<NodeMapping> findNodeMapping(String type) {
		return Optional.ofNullable(this.nodeMappings.get(type));
	}

	NodeMapping nodeMapping(String type) {
		NodeMapping nodeMapping = this.nodeMappings.get(type);
		if (nodeMapping == null) {
			throw new IllegalStateException(type + " implements Node, but its mapping has no key");
		}
		return nodeMapping;
	}

	/** The row policy of a table; empty if all its rows are public. */
	Optional<RowPolicy> rowPolicy(String table) {
		return Optional.ofNullable(this.rowPolicies.get(table));
	}

	public Set<String> queryFieldNames() {
		return this.fieldMappings.getOrDefault("Query", Map.of()).keySet();
	}

	/**
	 * Fields of the schema's object types without a mapping, and mappings without such a
	 * field.
	 */
	List<String> mismatchesWith(GraphQLSchema schema) {
		List<String> mismatches = new ArrayList<>();
		for (GraphQLObjectType type : schema.getAllTypesAsList()
			.stream()
			.filter(GraphQLObjectType.class::isInstance)
			.map(GraphQLObjectType.class::cast)
			.filter((type) -> !type.getName().startsWith("__"))
			.toList()) {
			Set<String> mapped = this.fieldMappings.getOrDefault(type.getName(), Map.of()).keySet();
			List<String> declared = type.getFieldDefinitions().stream().map(GraphQLFieldDefinition::getName).toList();
			declared.stream()
				.filter((name) -> !mapped.contains(name))
				.forEach((name) -> mismatches.add(type.getName() + "." + name + " has no mapping"));
			mapped.stream()
				.filter((name) -> !declared.contains(name))
				.forEach((name) -> mismatches.add(type.getName() + "." + name + " is not in the schema"));
		}
		this.fieldMappings.keySet()
			.stream()
			.filter((type) -> !(schema.getType(type) instanceof GraphQLObjectType))
			.forEach((type) -> mismatches.add(type + " is not an object type of the schema"));
		return mismatches;
	}

}
