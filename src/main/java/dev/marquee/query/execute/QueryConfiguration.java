package dev.marquee.query.execute;

import java.util.List;

import dev.marquee.query.compile.MappingRegistry;
import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.SelectionCompiler;
import dev.marquee.query.compile.TypeMapping;
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
 * Configures the caches, the data fetchers of all root fields, and the execution
 * strategies for encoded JSON.
 */
@Configuration(proxyBeanMethods = false)
class QueryConfiguration {

	private static final DataSize MAX_RESPONSE_SIZE = DataSize.ofMegabytes(256);

	@Bean
	FragmentCache fragmentCache(@Value("${marquee.fragment-cache-size:#{null}}") @Nullable DataSize size) {
		return (size != null) ? new FragmentCache(size.toBytes()) : FragmentCache.ofDefaultSize();
	}

	@Bean
	PlanCache planCache(MappingRegistry mappingRegistry, FragmentCache cache,
			@Value("${marquee.plan-cache-size:1000}") int size, @Value("${marquee.limits.depth}") int maxDepth,
			@Value("${marquee.limits.response-size}") DataSize maxResponseSize) {
		return new PlanCache(new SelectionCompiler(mappingRegistry, cache.isEnabled(), bytesAsInt(maxResponseSize)),
				CompilerThread.forDepth(maxDepth), size);
	}

	@Bean
	StatementExecutor statementExecutor(JdbcTemplate jdbc, ObjectProvider<StatementObserver> observer,
			@Value("${marquee.limits.response-size}") DataSize maxResponseSize) {
		return new StatementExecutor(jdbc, observer.getIfAvailable(() -> StatementObserver.NOOP),
				bytesAsInt(maxResponseSize));
	}

	@Bean
	RowsOpener rowsOpener(JdbcTemplate jdbc, ObjectProvider<StatementObserver> observer,
			@Value("${marquee.limits.response-size}") DataSize maxResponseSize) {
		return new RowsOpener(jdbc, observer.getIfAvailable(() -> StatementObserver.NOOP), bytesAsInt(maxResponseSize));
	}

	@Bean
	ResponseTooLargeResolver responseTooLargeResolver(
			@Value("${marquee.limits.response-size}") DataSize maxResponseSize) {
		return new ResponseTooLargeResolver(bytesAsInt(maxResponseSize));
	}

	/** PostgreSQL sends no value above 1 GB, and rows can be twice as long as JSON. */
	private static int bytesAsInt(DataSize maxResponseSize) {
		if (!maxResponseSize.isNegative() && maxResponseSize.toBytes() > 0
				&& maxResponseSize.compareTo(MAX_RESPONSE_SIZE) <= 0) {
			return (int) maxResponseSize.toBytes();
		}
		throw new IllegalArgumentException("marquee.limits.response-size must be between 1B and "
				+ MAX_RESPONSE_SIZE.toMegabytes() + "MB, but is " + maxResponseSize + ".");
	}

	@Bean
	MeterBinder queryMeters(PlanCache planCache, FragmentCache cache) {
		return (registry) -> {
			planCache.bindTo(registry);
			cache.bindTo(registry);
		};
	}

	@Bean
	TypeMapping<?> mutationFields(MutationExecutor mutationExecutor) {
		return MutationResultRow.mutationMapping(mutationExecutor.fieldNames());
	}

	@Bean
	RuntimeWiringConfigurer rootFieldWiring(MappingRegistry mappingRegistry, MutationExecutor mutationExecutor,
			PlanCache planCache, FragmentCache cache, StatementExecutor statementExecutor, RowsOpener rowsOpener) {
		SelectionFetcher selectionFetcher = new SelectionFetcher(planCache, new PlanExecutor(statementExecutor, cache),
				rowsOpener);
		MutationFetcher mutationFetcher = new MutationFetcher(mutationExecutor, selectionFetcher);
		return (wiring) -> wiring.type("Query", (query) -> {
			mappingRegistry.queryFieldNames().forEach((field) -> query.dataFetcher(field, selectionFetcher));
			return query;
		}).type("Mutation", (mutation) -> {
			mutationExecutor.fieldNames().forEach((field) -> mutation.dataFetcher(field, mutationFetcher));
			return mutation;
		});
	}

	@Bean
	SubscriptionCompiler subscriptionCompiler(PlanCache planCache, StatementExecutor statementExecutor) {
		return new SubscriptionCompiler(planCache, statementExecutor);
	}

	@Bean
	GraphQlSourceBuilderCustomizer rawJsonExecutionStrategies(List<DataFetcherExceptionResolver> resolvers) {
		DataFetcherExceptionHandler exceptionHandler = DataFetcherExceptionResolver.createExceptionHandler(resolvers);
		return (builder) -> builder
			.configureGraphQl((graphQl) -> graphQl.queryExecutionStrategy(new RawJsonQueryStrategy(exceptionHandler))
				.subscriptionExecutionStrategy(new RawJsonSubscriptionStrategy(exceptionHandler))
				.mutationExecutionStrategy(new RawJsonMutationStrategy(exceptionHandler)));
	}

}
