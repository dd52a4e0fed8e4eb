package dev.marquee.change;

import dev.marquee.graphql.ResumedFrom;
import dev.marquee.selection.Stream;
import dev.marquee.selection.Streams;
import dev.marquee.selection.Told;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Begins a subscription to changes.
 */
class ChangesFetcher implements DataFetcher<Publisher<Told>> {

	private final Streams streams;

	private final ChangeLog log;

	private final Feeds feeds;

	ChangesFetcher(Streams streams, ChangeLog log, Feeds feeds) {
		this.streams = streams;
		this.log = log;
		this.feeds = feeds;
	}

	@Override
	public Publisher<Told> get(DataFetchingEnvironment environment) {
		Stream stream = this.streams.stream(environment);
		return this.feeds.from(stream, begin(environment));
	}

	/**
	 * Where the transport says that it was interrupted, else where the client says, if it
	 * does.
	 */
	private @Nullable ChangeCursor begin(DataFetchingEnvironment environment) {
		ResumedFrom resumed = environment.getGraphQlContext().get(ResumedFrom.class);
		String after = environment.getArgument("after");
		if (resumed != null) {
			return kept(ChangeCursor.parse("Last-Event-ID", resumed.cursor()));
		}
		return (after != null) ? kept(ChangeCursor.parse("after", after)) : null;
	}

	private ChangeCursor kept(ChangeCursor cursor) {
		this.log.check(cursor);
		return cursor;
	}

}
