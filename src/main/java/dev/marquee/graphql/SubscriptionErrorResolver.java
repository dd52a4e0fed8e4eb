package dev.marquee.graphql;

import java.util.List;
import java.util.Map;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.stereotype.Component;

/**
 * Logs the failures of open subscriptions that no other resolver knows, and resolves them
 * to the error code {@code INTERNAL_SERVER_ERROR}.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class SubscriptionErrorResolver implements SubscriptionExceptionResolver {

	private static final Logger LOG = LoggerFactory.getLogger(SubscriptionErrorResolver.class);

	@Override
	public Mono<List<GraphQLError>> resolveException(Throwable exception) {
		LOG.error("A subscription failed", exception);
		return Mono.just(List.of(GraphqlErrorBuilder.newError()
			.message("Internal error. Report it, and subscribe again after the last cursor.")
			.errorType(ErrorType.INTERNAL_ERROR)
			.extensions(Map.of("code", "INTERNAL_SERVER_ERROR"))
			.build()));
	}

}
