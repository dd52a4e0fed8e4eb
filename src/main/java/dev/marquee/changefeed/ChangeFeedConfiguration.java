package dev.marquee.changefeed;

import java.time.Clock;
import java.time.Duration;

import dev.marquee.database.SideConnections;
import dev.marquee.query.execute.CachedFragments;
import dev.marquee.query.execute.SubscriptionCompiler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Configures the change log, its feeds and the fields that read them.
 */
@Configuration(proxyBeanMethods = false)
class ChangeFeedConfiguration {

	private static final Logger LOG = LoggerFactory.getLogger(ChangeFeedConfiguration.class);

	@Bean
	ChangeLog changeLog(JdbcTemplate jdbc) {
		return new ChangeLog(jdbc);
	}

	@Bean
	ChangeCursorInterceptor changeCursorInterceptor(ChangeLog log) {
		return new ChangeCursorInterceptor(log);
	}

	@Bean
	ChangeFeeds changeFeeds(MeterRegistry registry) {
		return new ChangeFeeds(new ChangeFeedMetrics(registry));
	}

	@Bean
	@ConditionalOnWebApplication
	MeterBinder changeFeedMeters(ChangeFeeds changeFeeds, ChangeLogTailer changeLogTailer) {
		return (registry) -> {
			Gauge.builder("marquee.changefeed.feeds", changeFeeds, ChangeFeeds::size).register(registry);
			Gauge.builder("marquee.changefeed.lag.transactions", changeLogTailer, ChangeLogTailer::lag)
				.description("Transactions not yet delivered to the slowest feed")
				.register(registry);
		};
	}

	@Bean
	@ConditionalOnWebApplication
	ChangeLogTailer changeLogTailer(SideConnections connections, ChangeFeeds changeFeeds, ChangeLog log,
			CachedFragments cachedFragments) {
		try {
			log.checkGeneration();
		}
		catch (DataAccessException ex) {
			LOG.warn("Cannot read the change log yet", ex);
		}
		return new ChangeLogTailer(connections, changeFeeds, cachedFragments);
	}

	@Bean
	@ConditionalOnWebApplication
	ChangeRetention changeRetention(ChangeLog log, @Value("${marquee.change-retention}") Duration retention,
			SubscriberPositionTable subscriberPositionTable, Clock clock) {
		return new ChangeRetention(log, retention, subscriberPositionTable, clock);
	}

	@Bean
	SubscriberPositionTable subscriberPositionTable(JdbcTemplate jdbc,
			@Value("${marquee.max-remembered-subscribers}") int maxSubscribers) {
		return new SubscriberPositionTable(jdbc, maxSubscribers);
	}

	@Bean
	SubscriberPositions subscriberPositions(ChangeLog log, @Value("${marquee.subscriber-retention}") Duration retention,
			@Value("${marquee.max-remembered-subscribers}") int maxSubscribers, Clock clock) {
		return new SubscriberPositions(log, retention, maxSubscribers, clock);
	}

	@Bean
	@ConditionalOnWebApplication
	SubscriberPositionWriter subscriberPositionWriter(SubscriberPositions subscriberPositions,
			SubscriberPositionTable subscriberPositionTable,
			@Value("${marquee.subscriber-retention}") Duration retention,
			@Value("${marquee.max-remembered-subscribers}") int maxSubscribers, Clock clock) {
		return new SubscriberPositionWriter(subscriberPositions, subscriberPositionTable,
				new SubscriberQuota(maxSubscribers, retention, clock), retention, clock);
	}

	@Bean
	RuntimeWiringConfigurer changeSubscriptionFields(SubscriptionCompiler subscriptionCompiler, ChangeLog log,
			ChangeFeeds changeFeeds, SubscriberPositions subscriberPositions) {
		ChangeSubscriptionFetcher fetcher = new ChangeSubscriptionFetcher(subscriptionCompiler, log, changeFeeds,
				subscriberPositions);
		return (wiring) -> wiring.type("Subscription",
				(subscription) -> subscription.dataFetcher("eventChanges", fetcher)
					.dataFetcher("eventPublished", fetcher));
	}

	@Bean
	ChangeErrorResolver changeErrorResolver() {
		return new ChangeErrorResolver();
	}

}
