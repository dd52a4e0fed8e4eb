package dev.marquee.selection;

import java.util.stream.Stream;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.ScalarInfo;

/**
 * Everything in a schema that has a name: types, fields, arguments, input fields and enum
 * values.
 */
final class SchemaElements {

	private SchemaElements() {
	}

	static Stream<Element> of(GraphQLSchema schema) {
		return schema.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__") && !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
			.flatMap((type) -> Stream.concat(Stream.of(new Element(type.getName(), type)), below(type)));
	}

	private static Stream<Element> below(GraphQLNamedType type) {
		return switch (type) {
			case GraphQLFieldsContainer container -> container.getFieldDefinitions()
				.stream()
				.flatMap((field) -> Stream.concat(Stream.of(element(type, field)),
						field.getArguments().stream().map((argument) -> element(field, argument))));
			case GraphQLInputObjectType input ->
				input.getFieldDefinitions().stream().map((field) -> element(type, field));
			case GraphQLEnumType values -> values.getValues().stream().map((value) -> element(type, value));
			default -> Stream.empty();
		};
	}

	private static Element element(GraphQLNamedSchemaElement owner, GraphQLNamedSchemaElement element) {
		return new Element(owner.getName() + "." + element.getName(), element);
	}

	record Element(String path, GraphQLNamedSchemaElement element) {
	}

}
