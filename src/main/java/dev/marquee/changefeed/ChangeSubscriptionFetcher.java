package dev.marquee.changefeed;

import dev.marquee.graphql.LastEventId;
import dev.marquee.graphql.MemoryAccount;
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

	ChangeSubscriptionFetcher(SubscriptionCompiler subscriptionCompiler, ChangeLog log, ChangeFeeds changeFeeds) {
		this.subscriptionCompiler = subscriptionCompiler;
		this.log = log;
		this.changeFeeds = changeFeeds;
	}

	@Override
	public Publisher<SubscriptionEvent> get(DataFetchingEnvironment environment) {
		CompiledSubscription compiledSubscription = this.subscriptionCompiler.compile(environment);
		MemoryAccount memory = environment.getGraphQlContext()
			.getOrDefault(MemoryAccount.class, MemoryAccount.UNLIMITED);
		return this.changeFeeds.publisher(compiledSubscription, startCursor(environment), memory);
	}

	/**
	 * The cursor of {@code Last-Event-ID} if the transport has one, else the argument
	 * {@code after}; null if neither is present.
	 */
	private @Nullable ChangeCursor startCursor(DataFetchingEnvironment environment) {
		LastEventId lastEventId = environment.getGraphQlContext().get(LastEventId.class);
		String after = environment.getArgument("after");
		if (lastEventId != null) {
			return requireRetained(ChangeCursor.parse("Last-Event-ID", lastEventId.cursor()));
		}
		return (after != null) ? requireRetained(ChangeCursor.parse("after", after)) : null;
	}

	private ChangeCursor requireRetained(ChangeCursor cursor) {
		this.log.requireRetained(cursor);
		return cursor;
	}

}
