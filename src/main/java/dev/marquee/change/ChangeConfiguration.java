package dev.marquee.change;

import java.time.Clock;
import java.time.Duration;

import dev.marquee.selection.Streams;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Puts the windows of the log together.
 */
@Configuration(proxyBeanMethods = false)
class ChangeConfiguration {

	@Bean
	ChangeLog changeLog(JdbcTemplate jdbc) {
		return new ChangeLog(jdbc);
	}

	@Bean
	ChangeCursorNote changeCursorNote(ChangeLog log) {
		return new ChangeCursorNote(log);
	}

	@Bean
	Feeds feeds(ChangeLog log, MeterRegistry registry) {
		return new Feeds(log, new FeedMeters(registry));
	}

	@Bean
	@ConditionalOnWebApplication
	MeterBinder changeMeters(Feeds feeds, Tailer tailer) {
		return (registry) -> {
			Gauge.builder("marquee.changes.feeds", feeds, Feeds::size).register(registry);
			Gauge.builder("marquee.changes.behind", feeds, (all) -> Math.max(0, tailer.announced() - all.told()))
				.description("Transactions between the log's end and what all subscribers have been told")
				.register(registry);
		};
	}

	@Bean
	@ConditionalOnWebApplication
	Tailer tailer(JdbcConnectionDetails database, Feeds feeds) {
		return new Tailer(database, feeds);
	}

	@Bean
	@ConditionalOnWebApplication
	ChangeRetention changeRetention(ChangeLog log, @Value("${marquee.change-retention}") Duration kept, Clock clock) {
		return new ChangeRetention(log, kept, clock);
	}

	@Bean
	RuntimeWiringConfigurer changeSubscriptionFields(Streams streams, ChangeLog log, Feeds feeds) {
		ChangesFetcher fetcher = new ChangesFetcher(streams, log, feeds);
		return (wiring) -> wiring.type("Subscription",
				(subscription) -> subscription.dataFetcher("eventChanges", fetcher)
					.dataFetcher("eventPublished", fetcher));
	}

	@Bean
	ChangeErrors changeErrors() {
		return new ChangeErrors();
	}

}
