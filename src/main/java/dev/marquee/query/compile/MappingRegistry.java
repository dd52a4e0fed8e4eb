package dev.marquee.query.compile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

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

	/** The node mapping of a type whose rows have a version; empty for other types. */
	Optional<NodeMapping> findVersionedNodeMapping(String type) {
		return Optional.ofNullable(this.nodeMappings.get(type)).filter((nodeMapping) -> nodeMapping.version() != null);
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

	/** The names of the mapped object types. */
	Set<String> types() {
		return this.fieldMappings.keySet();
	}

	/** The names of the mapped fields of a type. */
	Set<String> fieldNames(String type) {
		return this.fieldMappings.getOrDefault(type, Map.of()).keySet();
	}

	public Set<String> queryFieldNames() {
		return fieldNames("Query");
	}

}
