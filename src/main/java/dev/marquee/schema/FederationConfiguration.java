package dev.marquee.schema;

import java.util.Map;
import java.util.Set;

import graphql.scalars.ExtendedScalars;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * Makes the schema an Apollo Federation subgraph: other subgraphs can reference the types
 * that have an id.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("marquee.federation")
class FederationConfiguration {

	private static final String SUBGRAPH_SDL = """
			"The fields that identify an object across subgraphs."
			directive @key(fields: FieldSet!, resolvable: Boolean = true) repeatable on OBJECT | INTERFACE

			"Field names, written as a selection set."
			scalar FieldSet

			"An entity representation: `__typename` and `id`."
			scalar _Any

			"The types that other subgraphs can reference."
			union _Entity = Category | Event | Organizer | Performer | Venue

			"The description of this subgraph for a gateway."
			type _Service {
			  "The subgraph schema."
			  sdl: String!
			}

			extend type Query {
			  "For gateways: the description of this subgraph."
			  _service: _Service!

			  "For gateways: the objects of the representations, null for unknown ids. At most 500."
			  _entities(
			    "The entity representations."
			    representations: [_Any!]!
			  ): [_Entity]! @listSize(slicingArguments: ["representations"])
			}

			extend type Category @key(fields: "id")
			extend type Event @key(fields: "id")
			extend type Organizer @key(fields: "id")
			extend type Performer @key(fields: "id")
			extend type Venue @key(fields: "id")
			""";

	/** Definitions that the gateway adds, and rejects if the subgraph repeats them. */
	private static final Set<String> GATEWAY_DEFINITIONS = Set.of("FieldSet", "_Any", "_Entity", "_Service", "_service",
			"_entities");

	private static final String LINK_DIRECTIVE = """
			extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])

			""";

	@Bean
	GraphQlSourceBuilderCustomizer subgraphSchemaCustomizer() {
		return (builder) -> builder
			.configureTypeDefinitions((registry) -> registry.merge(new SchemaParser().parse(SUBGRAPH_SDL)));
	}

	@Bean
	RuntimeWiringConfigurer subgraphWiringConfigurer() {
		DataFetcher<Map<String, String>> service = (environment) -> Map.of("sdl", sdl(environment.getGraphQLSchema()));
		return (wiring) -> wiring.scalar(jsonScalar("FieldSet"))
			.scalar(jsonScalar("_Any"))
			.type("_Entity", (entity) -> entity.typeResolver((environment) -> null))
			.type("Query", (query) -> query.dataFetcher("_service", service));
	}

	private static GraphQLScalarType jsonScalar(String name) {
		return GraphQLScalarType.newScalar(ExtendedScalars.Json).name(name).build();
	}

	private static String sdl(GraphQLSchema schema) {
		return LINK_DIRECTIVE + SdlPrinter.print(schema,
				SdlPrinter.SERVED_SCHEMA_OPTIONS
					.includeDirectiveDefinition((name) -> !name.equals("key")
							&& SdlPrinter.SERVED_SCHEMA_OPTIONS.getIncludeDirectiveDefinition().test(name))
					.includeSchemaElement((element) -> !(element instanceof GraphQLNamedSchemaElement named
							&& GATEWAY_DEFINITIONS.contains(named.getName()))));
	}

}
