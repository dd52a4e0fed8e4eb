package dev.marquee.contract;

import java.util.Set;

import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaPrinter;
import graphql.schema.idl.SchemaPrinter.Options;

/**
 * A schema in the language of the specification: all that introspection says, and the
 * directives on its elements besides.
 */
final class SchemaText {

	/** What the specification defines need not be said, and some tools refuse it. */
	private static final Set<String> SPECIFIED = Set.of("skip", "include", "deprecated", "specifiedBy", "oneOf");

	static final Options AS_SERVED = Options.defaultOptions()
		.includeScalarTypes(true)
		.includeSchemaDefinition(false)
		.includeDirectiveDefinition((name) -> !SPECIFIED.contains(name));

	private SchemaText() {
	}

	static String of(GraphQLSchema schema) {
		return of(schema, AS_SERVED);
	}

	static String of(GraphQLSchema schema, Options options) {
		return new SchemaPrinter(options).print(schema);
	}

}
