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
 * The time until which a request may use the database, and its cancellation. The
 * {@link GraphQLContext} of the request holds it under this class.
 */
public final class Deadline {

	private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

	private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

	private static final Deadline NONE = new Deadline(Duration.ofDays(365));

	private final long timeoutNanos;

	private volatile long endNanos;

	/** The statement that is about to run, is running, or ran last. */
	private volatile @Nullable PreparedStatement latestStatement;

	private volatile boolean cancelled;

	public Deadline(Duration timeout) {
		this.timeoutNanos = timeout.toNanos();
		this.endNanos = System.nanoTime() + this.timeoutNanos;
	}

	public static Deadline of(GraphQLContext context) {
		return context.getOrDefault(Deadline.class, NONE);
	}

	/**
	 * Does work that needs no database, and postpones the end by the time it takes. Only
	 * for the thread that executes the request.
	 */
	public void exclude(Runnable work) {
		long begin = System.nanoTime();
		work.run();
		long end = this.endNanos;
		this.endNanos = end + (System.nanoTime() - begin);
	}

	/**
	 * Limits the statement to the remaining time. In the first second of a request the
	 * session's {@code statement_timeout} suffices, which costs nothing.
	 * @throws QueryTimeoutException if the deadline has passed or the request was
	 * cancelled
	 */
	public void applyTo(PreparedStatement statement) throws SQLException {
		if (this == NONE) {
			return;
		}
		this.latestStatement = statement;
		if (this.cancelled) {
			throw new QueryTimeoutException("The request was cancelled");
		}
		long remainingNanos = this.endNanos - System.nanoTime();
		if (remainingNanos <= 0) {
			throw new QueryTimeoutException("The request timed out");
		}
		if (this.timeoutNanos - remainingNanos > NANOS_PER_SECOND) {
			statement.setQueryTimeout((int) (remainingNanos / NANOS_PER_SECOND) + 1);
		}
	}

	/**
	 * Cancels the running statement and prevents further ones. The driver ignores the
	 * cancellation of a statement that has ended.
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
			LOG.debug("Cannot cancel a statement whose result is no longer needed", ex);
		}
	}

}
