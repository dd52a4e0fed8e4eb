package dev.marquee.monitoring;

import java.time.Duration;
import java.util.Set;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import org.jooq.ExecuteListenerProvider;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Puts the watch over requests and statements.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WatchConfiguration {

	@Bean
	WatchedRequests watchedRequests(MeterRegistry registry, @Value("${marquee.measured-operations}") Set<String> names,
			@Value("${marquee.request-timeout}") Duration timeout) {
		OperationNames allowed = new OperationNames(names);
		return new WatchedRequests(new RequestMeters(registry, allowed), allowed, timeout);
	}

	@Bean
	WatchedStatements watchedStatements(MeterRegistry registry) {
		return new WatchedStatements(registry);
	}

	/**
	 * Traces, if somebody takes them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("management.opentelemetry.tracing.export.otlp.endpoint")
	static class Traces {

		@Bean
		TracedRequests tracedRequests(OpenTelemetry telemetry) {
			return new TracedRequests(telemetry);
		}

		@Bean
		@Primary
		TracedStatements tracedStatements(OpenTelemetry telemetry, WatchedStatements watch) {
			return new TracedStatements(telemetry, watch);
		}

		@Bean
		ExecuteListenerProvider tracedWriting(TracedStatements statements) {
			return () -> statements;
		}

	}

}
