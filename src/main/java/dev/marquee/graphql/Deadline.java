package dev.marquee.graphql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import graphql.GraphQLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.QueryTimeoutException;

/**
 * Until when a request may use the database, unless nobody wants its answer any more; in
 * the context of the request by this class.
 */
public final class Deadline {

	private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final Deadline NONE = new Deadline(Duration.ofDays(365));

	private final long length;

	private final long end;

	/** The statement that is about to run, runs, or was the last to run. */
	private volatile @Nullable PreparedStatement latest;

	private volatile boolean cancelled;

	public Deadline(Duration length) {
		this.length = length.toNanos();
		this.end = System.nanoTime() + this.length;
	}

	public static Deadline of(GraphQLContext context) {
		return context.getOrDefault(Deadline.class, NONE);
	}

	/**
	 * Lets the statement end in time. The first one of a request has the session's own
	 * limit, which costs nothing.
	 * @throws QueryTimeoutException when it is over already
	 */
	public void limit(PreparedStatement statement) throws SQLException {
		if (this == NONE) {
			return;
		}
		this.latest = statement;
		if (this.cancelled) {
			throw new QueryTimeoutException("Nobody wants the answer any more");
		}
		long left = this.end - System.nanoTime();
		if (left <= 0) {
			throw new QueryTimeoutException("The request takes too long");
		}
		if (this.length - left > SECOND && left < this.length) {
			statement.setQueryTimeout((int) (left / SECOND) + 1);
		}
	}

	/**
	 * Ends the statement under way, and lets no other begin. One that has ended already,
	 * its driver knows to leave alone.
	 */
	public void cancel() {
		if (this == NONE) {
			return;
		}
		this.cancelled = true;
		PreparedStatement statement = this.latest;
		if (statement == null) {
			return;
		}
		try {
			statement.cancel();
		}
		catch (SQLException ex) {
			LOG.debug("A statement that nobody waits for goes on", ex);
		}
	}

}
