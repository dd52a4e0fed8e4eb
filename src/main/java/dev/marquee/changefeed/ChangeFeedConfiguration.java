package dev.marquee.changefeed;

import java.time.Clock;
import java.time.Duration;

import dev.marquee.database.SideConnections;
import dev.marquee.query.execute.SubscriptionCompiler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Configures the change log, its feeds and the fields that read them.
 */
@Configuration(proxyBeanMethods = false)
class ChangeFeedConfiguration {

	@Bean
	ChangeLog changeLog(JdbcTemplate jdbc) {
		return new ChangeLog(jdbc);
	}

	@Bean
	ChangeCursorInterceptor changeCursorInterceptor(ChangeLog log) {
		return new ChangeCursorInterceptor(log);
	}

	@Bean
	ChangeFeeds changeFeeds(ChangeLog log, MeterRegistry registry) {
		return new ChangeFeeds(log, new ChangeFeedMetrics(registry));
	}

	@Bean
	@ConditionalOnWebApplication
	MeterBinder changeFeedMeters(ChangeFeeds changeFeeds, ChangeLogTailer changeLogTailer) {
		return (registry) -> {
			Gauge.builder("marquee.changefeed.feeds", changeFeeds, ChangeFeeds::size).register(registry);
			Gauge
				.builder("marquee.changefeed.lag.transactions", changeFeeds,
						(all) -> Math.max(0, changeLogTailer.announcedXid() - all.deliveredXid()))
				.description("Transactions not yet delivered to the slowest feed")
				.register(registry);
		};
	}

	@Bean
	@ConditionalOnWebApplication
	ChangeLogTailer changeLogTailer(SideConnections connections, ChangeFeeds changeFeeds) {
		return new ChangeLogTailer(connections, changeFeeds);
	}

	@Bean
	@ConditionalOnWebApplication
	ChangeRetention changeRetention(ChangeLog log, @Value("${marquee.change-retention}") Duration retention,
			Clock clock) {
		return new ChangeRetention(log, retention, clock);
	}

	@Bean
	RuntimeWiringConfigurer changeSubscriptionFields(SubscriptionCompiler subscriptionCompiler, ChangeLog log,
			ChangeFeeds changeFeeds) {
		ChangeSubscriptionFetcher fetcher = new ChangeSubscriptionFetcher(subscriptionCompiler, log, changeFeeds);
		return (wiring) -> wiring.type("Subscription",
				(subscription) -> subscription.dataFetcher("eventChanges", fetcher)
					.dataFetcher("eventPublished", fetcher));
	}

	@Bean
	ChangeErrorResolver changeErrorResolver() {
		return new ChangeErrorResolver();
	}

}
