package seed;

import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows to a table in the text format of COPY. The table must have been truncated in the same transaction, so that its rows
 * can be frozen.
 */
final class CopyWriter implements AutoCloseable {

	private final CopyIn copy;

	private final byte[] buffer = new byte[1 << 16];

	private int used;

	private boolean first = true;

	CopyWriter(Connection connection, String table, String columns) throws SQLException {
		this.copy = connection.unwrap(PGConnection.class)
			.getCopyAPI()
			.copyIn("copy " + table + " (" + columns + ") from stdin with (freeze)");
	}

	CopyWriter add(Object value) throws SQLException {
		separate();
		if (value == null) {
			write('\\');
			write('N');
			return this;
		}
		String text = value.toString();
		for (int i = 0; i < text.length(); i++) {
			encode(text.charAt(i));
		}
		return this;
	}

	CopyWriter add(long value) throws SQLException {
		return add(Long.toString(value));
	}

	void endRow() throws SQLException {
		write('\n');
		this.first = true;
	}

	private void separate() throws SQLException {
		if (!this.first) {
			write('\t');
		}
		this.first = false;
	}

	/** The generated texts contain no surrogate pairs, and of the characters that COPY escapes only line breaks. */
	private void encode(char character) throws SQLException {
		if (character == '\n') {
			write('\\');
			write('n');
		}
		else if (character < 0x80) {
			write(character);
		}
		else if (character < 0x800) {
			write(0xC0 | character >> 6);
			write(0x80 | character & 0x3F);
		}
		else {
			write(0xE0 | character >> 12);
			write(0x80 | character >> 6 & 0x3F);
			write(0x80 | character & 0x3F);
		}
	}

	private void write(int octet) throws SQLException {
		if (this.used == this.buffer.length) {
			flush();
		}
		this.buffer[this.used++] = (byte) octet;
	}

	private void flush() throws SQLException {
		this.copy.writeToCopy(this.buffer, 0, this.used);
		this.used = 0;
	}

	@Override
	public void close() throws SQLException {
		flush();
		this.copy.endCopy();
	}

}
