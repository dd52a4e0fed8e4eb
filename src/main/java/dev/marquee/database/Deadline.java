package dev.marquee.database;

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

	private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

	private static final Deadline NONE = new Deadline(Duration.ofDays(365));

	private final long timeoutNanos;

	private final long endNanos;

	/** The statement that is about to run, runs, or was the last to run. */
	private volatile @Nullable PreparedStatement latestStatement;

	private volatile boolean cancelled;

	public Deadline(Duration timeoutNanos) {
		this.timeoutNanos = timeoutNanos.toNanos();
		this.endNanos = System.nanoTime() + this.timeoutNanos;
	}

	public static Deadline of(GraphQLContext context) {
		return context.getOrDefault(Deadline.class, NONE);
	}

	/**
	 * Lets the statement end in time. The first one of a request has the session's own
	 * limit, which costs nothing.
	 * @throws QueryTimeoutException when it is over already
	 */
	public void applyTo(PreparedStatement statement) throws SQLException {
		if (this == NONE) {
			return;
		}
		this.latestStatement = statement;
		if (this.cancelled) {
			throw new QueryTimeoutException("Nobody wants the answer any more");
		}
		long remainingNanos = this.endNanos - System.nanoTime();
		if (remainingNanos <= 0) {
			throw new QueryTimeoutException("The request takes too long");
		}
		if (this.timeoutNanos - remainingNanos > NANOS_PER_SECOND && remainingNanos < this.timeoutNanos) {
			statement.setQueryTimeout((int) (remainingNanos / NANOS_PER_SECOND) + 1);
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
		PreparedStatement statement = this.latestStatement;
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
