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
 * Registers the metrics and traces of requests and statements.
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
	 * Registers traces if an OTLP endpoint is configured.
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
		StatementTracer statementTracer(OpenTelemetry telemetry, StatementMetrics metrics) {
			return new StatementTracer(telemetry, metrics);
		}

		@Bean
		ExecuteListenerProvider statementTracingListenerProvider(StatementTracer statementTracer) {
			return () -> statementTracer;
		}

	}

}
