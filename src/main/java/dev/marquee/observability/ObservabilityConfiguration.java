package dev.marquee.observability;

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
class ObservabilityConfiguration {

	@Bean
	RequestMetricsInterceptor requestMetricsInterceptor(MeterRegistry registry,
			@Value("${marquee.metrics.operations}") Set<String> names,
			@Value("${marquee.request-timeout}") Duration timeout) {
		OperationNames allowed = new OperationNames(names);
		return new RequestMetricsInterceptor(new RequestMetrics(registry, allowed), allowed, timeout);
	}

	@Bean
	StatementMetrics statementMetrics(MeterRegistry registry) {
		return new StatementMetrics(registry);
	}

	/**
	 * Traces, if somebody takes them.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnProperty("management.opentelemetry.tracing.export.otlp.endpoint")
	static class TracingConfiguration {

		@Bean
		RequestTracingInterceptor requestTracingInterceptor(OpenTelemetry telemetry) {
			return new RequestTracingInterceptor(telemetry);
		}

		@Bean
		@Primary
		StatementTracer statementTracer(OpenTelemetry telemetry, StatementMetrics watch) {
			return new StatementTracer(telemetry, watch);
		}

		@Bean
		ExecuteListenerProvider statementTracingListenerProvider(StatementTracer statements) {
			return () -> statements;
		}

	}

}
