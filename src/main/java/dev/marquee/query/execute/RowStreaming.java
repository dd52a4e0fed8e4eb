package dev.marquee.query.execute;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the objects of a list one by one, instead of a page as one value. The context
 * of a request whose only root field is a list holds it under this class. Closing it
 * closes the rows, if they were opened.
 */
public final class RowStreaming implements AutoCloseable {

	private final @Nullable Integer maxRows;

	private @Nullable RowStream rows;

	/**
	 * Creates a request for rows.
	 * @param maxRows the number of rows that the request asks for; null for all
	 */
	public RowStreaming(@Nullable Integer maxRows) {
		this.maxRows = maxRows;
	}

	/** The number of rows that the request asks for; null for all. */
	public @Nullable Integer maxRows() {
		return this.maxRows;
	}

	void open(RowStream rows) {
		this.rows = rows;
	}

	/** The rows; null if the request was rejected or failed. */
	public @Nullable RowStream rows() {
		return this.rows;
	}

	@Override
	public void close() {
		RowStream opened = this.rows;
		if (opened != null) {
			opened.close();
		}
	}

}
