package dev.marquee.graphql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import graphql.GraphQLContext;

import org.springframework.dao.QueryTimeoutException;

/**
 * Until when a request may use the database; in the context of the request by this class.
 */
public final class Deadline {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private static final Deadline NONE = new Deadline(Duration.ofDays(365));

	private final long length;

	private final long end;

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
		long left = this.end - System.nanoTime();
		if (left <= 0) {
			throw new QueryTimeoutException("The request takes too long");
		}
		if (this.length - left > SECOND && left < this.length) {
			statement.setQueryTimeout((int) (left / SECOND) + 1);
		}
	}

}
