package dev.marquee.query.execute;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import javax.sql.DataSource;

import dev.marquee.query.json.JsonWriter;
import dev.marquee.query.json.ResponseTooLargeException;
import dev.marquee.query.json.RowLayout;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/**
 * The objects of a list, one by one in the order of the list. They are read from
 * PostgreSQL in groups, so the memory that they take does not depend on their number. All
 * show the database at one moment. A stream occupies a connection until it is closed.
 */
public final class RowStream implements AutoCloseable {

	/** The number of rows in a group. Larger ones are not faster. */
	private static final int FETCH_SIZE = 100;

	private final DataSource dataSource;

	private final Connection connection;

	private final PreparedStatement statement;

	private final ResultSet result;

	private final List<RowLayout> rowLayouts;

	private final int maxRowBytes;

	private final SQLExceptionTranslator translator;

	private final @Nullable KeyedRows keyedRows;

	private final String statementHash;

	private final byte[] summary;

	private boolean closed;

	/**
	 * Reads the first row of an executed statement.
	 * @param maxRowBytes the maximum size of the JSON of a row
	 * @param keyedRows returns single objects; null if that is not possible
	 * @param statementHash a hash of the statement and its parameters
	 */
	RowStream(DataSource dataSource, Connection connection, PreparedStatement statement, ResultSet result,
			List<RowLayout> rowLayouts, int maxRowBytes, SQLExceptionTranslator translator,
			@Nullable KeyedRows keyedRows, String statementHash) throws SQLException {
		this.dataSource = dataSource;
		this.connection = connection;
		this.statement = statement;
		this.result = result;
		this.rowLayouts = rowLayouts;
		this.maxRowBytes = maxRowBytes;
		this.translator = translator;
		this.keyedRows = keyedRows;
		this.statementHash = statementHash;
		result.next();
		this.summary = encode();
		result.setFetchSize(FETCH_SIZE);
	}

	/** The JSON object about all rows: see {@code ListMapping}. */
	public byte[] summary() {
		return this.summary;
	}

	/**
	 * A hash of the statement and its parameters, such as the filter, what the viewer may
	 * see, and the current time if rows depend on it.
	 */
	public String statementHash() {
		return this.statementHash;
	}

	/**
	 * The JSON object of the next row; null after the last one.
	 * @throws DataAccessException if the rows cannot be read any further
	 * @throws ResponseTooLargeException if the object is too large
	 */
	public byte @Nullable [] next() {
		try {
			return this.result.next() ? encode() : null;
		}
		catch (SQLException ex) {
			throw RowsOpener.translate("read rows", null, ex, this.translator);
		}
	}

	/**
	 * The number of what the list selects of each object: objects with the same number,
	 * key and version stamp are equal as long as the process runs. Null if the objects
	 * have no version stamps.
	 */
	public @Nullable Long selectionNumber() {
		return (this.keyedRows != null) ? this.keyedRows.selectionNumber() : null;
	}

	/**
	 * Reads some objects by their keys, as they are now: since the rows were opened, they
	 * may have changed or been deleted. The next row stays the same.
	 * @throws DataAccessException if the objects cannot be read
	 * @throws ResponseTooLargeException if an object is too large
	 */
	public List<KeyedObject> read(List<UUID> keys) {
		return Objects.requireNonNull(this.keyedRows).read(keys);
	}

	private byte[] encode() throws SQLException {
		byte[] json = JsonWriter.write(this.result.getBytes(1), this.rowLayouts, this.maxRowBytes).json();
		if (json == null) {
			throw new IllegalStateException("A row has no object");
		}
		return json;
	}

	@Override
	public void close() {
		if (!this.closed) {
			this.closed = true;
			JdbcUtils.closeResultSet(this.result);
			JdbcUtils.closeStatement(this.statement);
			RowsOpener.release(this.connection, this.dataSource);
		}
	}

	/**
	 * An object that was read by its key.
	 *
	 * @param versionStamp the start time of the server in 8 bytes, and the versions of
	 * the rows that the object is made of
	 */
	@SuppressWarnings("ArrayRecordComponent") // objects are never compared
	public record KeyedObject(UUID key, byte[] versionStamp, byte[] json) {
	}

}
