package seed;

import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table, in the text format of COPY. The table must have been emptied in the same transaction,
 * so that its rows can be frozen as they come.
 */
final class CopyRows implements AutoCloseable {

	private final CopyIn copy;

	private final byte[] buffer = new byte[1 << 16];

	private int used;

	private boolean first = true;

	CopyRows(Connection connection, String table, String columns) throws SQLException {
		this.copy = connection.unwrap(PGConnection.class)
			.getCopyAPI()
			.copyIn("copy " + table + " (" + columns + ") from stdin with (freeze)");
	}

	CopyRows add(Object value) throws SQLException {
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

	CopyRows add(long value) throws SQLException {
		return add(Long.toString(value));
	}

	void end() throws SQLException {
		write('\n');
		this.first = true;
	}

	private void separate() throws SQLException {
		if (!this.first) {
			write('\t');
		}
		this.first = false;
	}

	/** Our texts have letters of the basic plane only, and of what COPY escapes only line breaks. */
	private void encode(char letter) throws SQLException {
		if (letter == '\n') {
			write('\\');
			write('n');
		}
		else if (letter < 0x80) {
			write(letter);
		}
		else if (letter < 0x800) {
			write(0xC0 | letter >> 6);
			write(0x80 | letter & 0x3F);
		}
		else {
			write(0xE0 | letter >> 12);
			write(0x80 | letter >> 6 & 0x3F);
			write(0x80 | letter & 0x3F);
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
