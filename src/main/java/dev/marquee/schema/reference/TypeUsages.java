package dev.marquee.schema.reference;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

/**
 * The fields that return or accept each type.
 */
final class TypeUsages {

	private final Map<String, Set<Usage>> usages = new LinkedHashMap<>();

	private TypeUsages() {
	}

	static TypeUsages of(GraphQLSchema schema) {
		TypeUsages usages = new TypeUsages();
		for (GraphQLNamedType type : schema.getAllTypesAsList()) {
			if (type.getName().startsWith("__")) {
				continue;
			}
			if (type instanceof GraphQLFieldsContainer container) {
				container.getFieldDefinitions().forEach((field) -> usages.add(type, field));
			}
			else if (type instanceof GraphQLInputObjectType input) {
				for (GraphQLInputObjectField field : input.getFieldDefinitions()) {
					usages.add(field.getType(), new Usage(type.getName(), field.getName()));
				}
			}
		}
		return usages;
	}

	/** Returns the fields in the order of the schema. */
	List<Usage> of(GraphQLNamedType type) {
		return List.copyOf(this.usages.getOrDefault(type.getName(), Set.of()));
	}

	private void add(GraphQLNamedType owner, GraphQLFieldDefinition field) {
		Usage usage = new Usage(owner.getName(), field.getName());
		add(field.getType(), usage);
		field.getArguments().forEach((argument) -> add(argument.getType(), usage));
	}

	private void add(GraphQLType type, Usage usage) {
		this.usages.computeIfAbsent(GraphQLTypeUtil.unwrapAll(type).getName(), (name) -> new LinkedHashSet<>())
			.add(usage);
	}

	/**
	 * A field that returns a type, or accepts it directly or as an argument.
	 */
	record Usage(String owner, String member) {

	}

}
