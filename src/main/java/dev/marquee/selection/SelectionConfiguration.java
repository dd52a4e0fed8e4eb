package dev.marquee.selection;

import java.util.List;

import graphql.execution.DataFetcherExceptionHandler;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

/**
 * Puts the compiler behind every root field that has a mapping.
 */
@Configuration(proxyBeanMethods = false)
class SelectionConfiguration {

	@Bean
	FragmentCache fragmentCache(@Value("${marquee.fragment-cache-size:#{null}}") @Nullable DataSize size) {
		return (size != null) ? new FragmentCache(size.toBytes()) : FragmentCache.ofUsualSize();
	}

	@Bean
	Plans plans(Mappings mappings, FragmentCache cache, @Value("${marquee.plan-cache-size:1000}") int size) {
		return new Plans(new SelectionCompiler(mappings, cache.keepsAny()), size);
	}

	@Bean
	Queries queries(JdbcTemplate jdbc, ObjectProvider<StatementWatch> watch) {
		return new Queries(jdbc, watch.getIfAvailable(() -> StatementWatch.NONE));
	}

	@Bean
	MeterBinder selectionMeters(Plans plans, FragmentCache cache) {
		return (registry) -> {
			plans.bindTo(registry);
			cache.bindTo(registry);
		};
	}

	@Bean
	RuntimeWiringConfigurer compiledRootFields(Mappings mappings, Mutations mutations, Plans plans, FragmentCache cache,
			Queries queries) {
		SelectionFetcher fetcher = new SelectionFetcher(plans, new Answers(queries, cache));
		MutationFetcher writer = new MutationFetcher(mutations, fetcher);
		return (wiring) -> wiring.type("Query", (query) -> {
			mappings.rootFields().forEach((field) -> query.dataFetcher(field, fetcher));
			return query;
		}).type("Mutation", (mutation) -> {
			mutations.names().forEach((field) -> mutation.dataFetcher(field, writer));
			return mutation;
		});
	}

	@Bean
	Streams streams(Plans plans, Queries queries) {
		return new Streams(plans, queries);
	}

	@Bean
	GraphQlSourceBuilderCustomizer finishedJson(List<DataFetcherExceptionResolver> resolvers) {
		DataFetcherExceptionHandler exceptions = DataFetcherExceptionResolver.createExceptionHandler(resolvers);
		return (builder) -> builder
			.configureGraphQl((graphQl) -> graphQl.queryExecutionStrategy(new FinishedJson(exceptions))
				.subscriptionExecutionStrategy(new FinishedEvents(exceptions))
				.mutationExecutionStrategy(new FinishedJsonInOrder(exceptions)));
	}

}
