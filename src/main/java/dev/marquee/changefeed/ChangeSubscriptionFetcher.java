package dev.marquee.changefeed;

import dev.marquee.changefeed.SubscriberPositions.Resumption;
import dev.marquee.graphql.LastEventId;
import dev.marquee.graphql.MemoryAccount;
import dev.marquee.graphql.NamedSubscriber;
import dev.marquee.query.execute.CompiledSubscription;
import dev.marquee.query.execute.SubscriptionCompiler;
import dev.marquee.query.execute.SubscriptionEvent;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Fetches the subscriptions to changes: compiles them and subscribes to their feed.
 */
class ChangeSubscriptionFetcher implements DataFetcher<Publisher<SubscriptionEvent>> {

	private final SubscriptionCompiler subscriptionCompiler;

	private final ChangeLog log;

	private final ChangeFeeds changeFeeds;

	private final SubscriberPositions subscriberPositions;

	ChangeSubscriptionFetcher(SubscriptionCompiler subscriptionCompiler, ChangeLog log, ChangeFeeds changeFeeds,
			SubscriberPositions subscriberPositions) {
		this.subscriptionCompiler = subscriptionCompiler;
		this.log = log;
		this.changeFeeds = changeFeeds;
		this.subscriberPositions = subscriberPositions;
	}

	@Override
	public Publisher<SubscriptionEvent> get(DataFetchingEnvironment environment) {
		long requestedAt = System.nanoTime();
		CompiledSubscription compiledSubscription = this.subscriptionCompiler.compile(environment);
		MemoryAccount memory = environment.getGraphQlContext()
			.getOrDefault(MemoryAccount.class, MemoryAccount.UNLIMITED);
		ChangeCursor after = startCursor(environment);
		NamedSubscriber subscriber = environment.getGraphQlContext().get(NamedSubscriber.class);
		if (subscriber != null && this.subscriberPositions.isEnabled()) {
			// The feed may keep the context for as long as it has subscribers.
			environment.getGraphQlContext().delete(NamedSubscriber.class);
			Resumption resumption = this.subscriberPositions.resume(subscriber, after);
			return this.changeFeeds.publisher(compiledSubscription, requestedAt, resumption.now(), resumption.start(),
					memory, resumption.position());
		}
		if (after != null) {
			this.log.requireRetained(after);
		}
		ChangeCursor now = this.log.currentCursor();
		return this.changeFeeds.publisher(compiledSubscription, requestedAt, now, (after != null) ? after : now, memory,
				null);
	}

	/**
	 * The cursor of {@code Last-Event-ID} if the transport has one, else the argument
	 * {@code after}; null if neither is present.
	 */
	private static @Nullable ChangeCursor startCursor(DataFetchingEnvironment environment) {
		LastEventId lastEventId = environment.getGraphQlContext().get(LastEventId.class);
		String after = environment.getArgument("after");
		if (lastEventId != null) {
			return ChangeCursor.parse("Last-Event-ID", lastEventId.cursor());
		}
		return (after != null) ? ChangeCursor.parse("after", after) : null;
	}

}
