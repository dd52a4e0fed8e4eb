package dev.marquee.query.compile;

import java.util.stream.Stream;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.ScalarInfo;

/**
 * The named elements of a schema: types, fields, arguments, input fields and enum values.
 */
final class SchemaElements {

	private SchemaElements() {
	}

	static Stream<SchemaElement> of(GraphQLSchema schema) {
		return schema.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__") && !ScalarInfo.isGraphqlSpecifiedScalar(type.getName()))
			.flatMap((type) -> Stream.concat(Stream.of(new SchemaElement(type.getName(), type)), members(type)));
	}

	private static Stream<SchemaElement> members(GraphQLNamedType type) {
		return switch (type) {
			case GraphQLFieldsContainer container -> container.getFieldDefinitions()
				.stream()
				.flatMap((field) -> Stream.concat(Stream.of(schemaElement(type, field)),
						field.getArguments().stream().map((argument) -> schemaElement(field, argument))));
			case GraphQLInputObjectType input ->
				input.getFieldDefinitions().stream().map((field) -> schemaElement(type, field));
			case GraphQLEnumType values -> values.getValues().stream().map((value) -> schemaElement(type, value));
			default -> Stream.empty();
		};
	}

	private static SchemaElement schemaElement(GraphQLNamedSchemaElement owner, GraphQLNamedSchemaElement element) {
		return new SchemaElement(owner.getName() + "." + element.getName(), element);
	}

	record SchemaElement(String path, GraphQLNamedSchemaElement element) {
	}

}
