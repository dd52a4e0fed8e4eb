package dev.marquee.schema;

import java.util.Set;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.SchemaPrinter.Options;

/**
 * A schema in the language of the specification: all that introspection says, and the
 * directives on its elements besides.
 */
final class SdlPrinter {

	/** What the specification defines need not be said, and some tools refuse it. */
	private static final Set<String> SPECIFIED_DIRECTIVES = Set.of("skip", "include", "deprecated", "specifiedBy",
			"oneOf");

	static final Options SERVED_SCHEMA_OPTIONS = Options.defaultOptions()
		.includeScalarTypes(true)
		.includeSchemaDefinition(false)
		.includeDirectiveDefinition((name) -> !SPECIFIED_DIRECTIVES.contains(name));

	private SdlPrinter() {
	}

	static String print(GraphQLSchema schema) {
		return print(schema, SERVED_SCHEMA_OPTIONS);
	}

	static String print(GraphQLSchema schema, Options options) {
		return new SchemaPrinter(options).print(schema);
	}

}
