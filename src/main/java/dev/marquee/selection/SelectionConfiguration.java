package dev.marquee.selection;

import java.util.List;

import graphql.execution.DataFetcherExceptionHandler;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the compiler behind every root field that has a mapping.
 */
@Configuration(proxyBeanMethods = false)
class SelectionConfiguration {

	@Bean
	TypeMapping<?> nodeFields() {
		return NodeFields.mapping();
	}

	@Bean
	Mappings mappings(List<TypeMapping<?>> mappings) {
		return new Mappings(mappings);
	}

	@Bean
	Plans plans(Mappings mappings, @Value("${marquee.plan-cache-size:1000}") int size) {
		return new Plans(new SelectionCompiler(mappings), size);
	}

	@Bean
	RuntimeWiringConfigurer compiledRootFields(Mappings mappings, Plans plans, JdbcTemplate jdbc) {
		SelectionFetcher fetcher = new SelectionFetcher(plans, jdbc);
		return (wiring) -> wiring.type("Query", (query) -> {
			mappings.rootFields().forEach((field) -> query.dataFetcher(field, fetcher));
			return query;
		});
	}

	@Bean
	GraphQlSourceBuilderCustomizer finishedJson(List<DataFetcherExceptionResolver> resolvers) {
		DataFetcherExceptionHandler exceptions = DataFetcherExceptionResolver.createExceptionHandler(resolvers);
		return (builder) -> builder
			.configureGraphQl((graphQl) -> graphQl.queryExecutionStrategy(new FinishedJson(exceptions)));
	}

}
