package dev.marquee.query.execute;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The statements that answer a request, for whoever wants to see them: put one into the
 * context of the request.
 */
public final class StatementLog {

	private final List<LoggedStatement> entries = new CopyOnWriteArrayList<>();

	private final boolean explain;

	/**
	 * Begins a log.
	 * @param explain whether PostgreSQL shall tell how it runs each statement
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

	/** What has been run so far, in order. */
	public List<LoggedStatement> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * A statement.
	 *
	 * @param kind {@code answer}, {@code skeleton} or {@code objects}
	 * @param bindTypes the types of its parameters, in order
	 * @param explanation what PostgreSQL tells of it, as JSON
	 */
	public record LoggedStatement(String kind, String sql, List<String> bindTypes, @Nullable String explanation) {
	}

}
