package dev.marquee.graphql;

import java.util.List;
import java.util.Map;

import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
class SubscriptionErrorResolverTests {

	@Autowired
	private List<SubscriptionExceptionResolver> resolvers;

	@Test
	void unknownFailureOfSubscriptionHasCode() {
		IllegalStateException failure = new IllegalStateException("Expected by the test");
		assertThat(Flux.fromIterable(this.resolvers)
			.concatMap((resolver) -> resolver.resolveException(failure))
			.blockFirst()).singleElement()
			.satisfies((error) -> assertThat(error.getExtensions()).isEqualTo(Map.of("code", "INTERNAL_SERVER_ERROR")))
			.satisfies((error) -> assertThat(error.getMessage()).doesNotContain("Expected by the test"));
	}

}
