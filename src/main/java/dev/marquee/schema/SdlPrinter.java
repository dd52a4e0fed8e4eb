package dev.marquee.schema;

import java.util.Set;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.SchemaPrinter.Options;

/**
 * Prints a schema as SDL, with everything that introspection returns and the directives
 * applied to its elements.
 */
final class SdlPrinter {

	/**
	 * Omitted, since some tools reject definitions of the specification's own directives.
	 */
	private static final Set<String> SPECIFIED_DIRECTIVES = Set.of("skip", "include", "deprecated", "specifiedBy",
			"oneOf");

	static final Options SERVED_SCHEMA_OPTIONS = Options.defaultOptions()
		.includeScalarTypes(true)
		.includeSchemaDefinition(false)
		.includeDirectiveDefinition(
				(name) -> !SPECIFIED_DIRECTIVES.contains(name) && !AdvertisedDirectives.WITHOUT_EFFECT.contains(name));

	private SdlPrinter() {
	}

	static String print(GraphQLSchema schema) {
		return print(schema, SERVED_SCHEMA_OPTIONS);
	}

	static String print(GraphQLSchema schema, Options options) {
		return new SchemaPrinter(options).print(schema);
	}

}
