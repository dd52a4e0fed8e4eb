package dev.marquee.schema;

import java.util.List;
import java.util.Set;

import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirective;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * Hides directives from introspection that graphql-java adds to every schema and that
 * have no effect here. Documents that use them are still executed.
 */
@Configuration(proxyBeanMethods = false)
class AdvertisedDirectives {

	static final Set<String> WITHOUT_EFFECT = Set.of("defer", "experimental_disableErrorPropagation");

	@Bean
	RuntimeWiringConfigurer advertisedDirectivesConfigurer() {
		DataFetcher<List<GraphQLDirective>> directives = (environment) -> environment.getGraphQLSchema()
			.getDirectives()
			.stream()
			.filter((directive) -> !WITHOUT_EFFECT.contains(directive.getName()))
			.toList();
		GraphQLCodeRegistry introspection = GraphQLCodeRegistry.newCodeRegistry()
			.dataFetcher(FieldCoordinates.coordinates("__Schema", "directives"), directives)
			.build();
		return (wiring) -> wiring.codeRegistry(introspection);
	}

}
