package dev.marquee.selection;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A compiled subscription: a statement that is run again and again, each time from
 * another place. Equal streams tell the same, whoever has asked for them.
 */
public final class Stream {

	private final Statement statement;

	private final Operation request;

	private final Queries queries;

	private final Key key;

	Stream(Statement statement, Operation request, Queries queries) {
		this.statement = statement;
		this.request = request;
		this.queries = queries;
		this.key = new Key(statement.sql(), statement.shapes(), statement.broughtBy(request));
	}

	/**
	 * The rows from a place.
	 * @param given what the mapping takes from the context
	 */
	public List<Row> rows(Map<String, Object> given) {
		return this.queries.rows(this.statement, this.request.given(given));
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Stream stream && stream.key.equals(this.key);
	}

	@Override
	public int hashCode() {
		return this.key.hashCode();
	}

	/**
	 * A place in a stream, and what is to be told there.
	 *
	 * @param json the field's finished value; null when nothing is to be told
	 */
	public record Row(long high, long low, @Nullable Object json) {
	}

	private record Key(String sql, List<Shape> shapes, List<@Nullable Object> arguments) {
	}

}
