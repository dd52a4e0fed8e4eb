package dev.marquee.selection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * The statements that answer a request, for whoever wants to see them: put one into the
 * context of the request.
 */
public final class StatementLog {

	private final List<Entry> entries = new CopyOnWriteArrayList<>();

	private final boolean explaining;

	/**
	 * Begins a log.
	 * @param explaining whether PostgreSQL shall tell how it runs each statement
	 */
	public StatementLog(boolean explaining) {
		this.explaining = explaining;
	}

	boolean isExplaining() {
		return this.explaining;
	}

	void add(Entry entry) {
		this.entries.add(entry);
	}

	/** What has been run so far, in order. */
	public List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * A statement.
	 *
	 * @param kind {@code answer}, {@code skeleton} or {@code objects}
	 * @param bindTypes the types of its parameters, in order
	 * @param explanation what PostgreSQL tells of it, as JSON
	 */
	public record Entry(String kind, String sql, List<String> bindTypes, @Nullable String explanation) {
	}

}
