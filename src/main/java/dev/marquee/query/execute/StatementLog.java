package dev.marquee.query.execute;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.marquee.query.execute.StatementObserver.StatementKind;
import org.jspecify.annotations.Nullable;

/**
 * Records the statements of a request, if it is in the context of the request.
 */
public final class StatementLog {

	private final List<LoggedStatement> entries = new CopyOnWriteArrayList<>();

	private final boolean explain;

	/**
	 * Creates a log.
	 * @param explain whether to record the execution plan of each statement
	 */
	public StatementLog(boolean explain) {
		this.explain = explain;
	}

	boolean isExplaining() {
		return this.explain;
	}

	void add(LoggedStatement loggedStatement) {
		this.entries.add(loggedStatement);
	}

	/** The statements executed so far, in order. */
	public List<LoggedStatement> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * An executed statement.
	 *
	 * @param bindTypes the SQL types of its parameters, in order
	 * @param explanation the execution plan that PostgreSQL reported, as JSON; null
	 * unless requested
	 */
	public record LoggedStatement(StatementKind kind, String sql, List<String> bindTypes,
			@Nullable String explanation) {
	}

}
