package dev.marquee.query.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * JSON text (RFC 8259) in the making, of values whose bytes are in one source. Strings
 * are escaped as PostgreSQL does it.
 */
final class JsonBuffer {

	private static final VarHandle LONG_VIEW = MethodHandles.byteArrayViewVarHandle(long[].class,
			ByteOrder.LITTLE_ENDIAN);

	private static final long LOW_BITS = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final int MAX_ESCAPE_LENGTH = 6;

	/** Escapes and braces seldom take more beyond a quarter of what was sent. */
	private static final int INITIAL_HEADROOM = 40;

	private final byte[] source;

	private byte[] json;

	private int length;

	JsonBuffer(byte[] source) {
		this.source = source;
		this.json = new byte[source.length + source.length / 4 + INITIAL_HEADROOM];
	}

	int length() {
		return this.length;
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.json, this.length);
	}

	void appendRaw(char character) {
		ensureCapacity(1);
		put(character);
	}

	/** Adds a text of ASCII. */
	@SuppressWarnings("deprecation") // exactly this is what it is for
	void appendRaw(String text) {
		ensureCapacity(text.length());
		text.getBytes(0, text.length(), this.json, this.length);
		this.length += text.length();
	}

	void appendRaw(byte[] text) {
		ensureCapacity(text.length);
		System.arraycopy(text, 0, this.json, this.length, text.length);
		this.length += text.length;
	}

	/** Adds a part of the source as it is. */
	void appendSource(int from, int count) {
		ensureCapacity(count);
		System.arraycopy(this.source, from, this.json, this.length, count);
		this.length += count;
	}

	/** Adds a part of the source, which is a text, as a string. */
	void appendString(int from, int count) {
		int end = from + count;
		appendRaw('"');
		for (int read = from; read < end;) {
			int special = indexOfSpecial(read, end);
			appendSource(read, special - read);
			read = special;
			if (read < end) {
				appendEscape(this.source[read++]);
			}
		}
		appendRaw('"');
	}

	/**
	 * Where the next byte is that needs an escape: a quote, a backslash or a control
	 * character. Eight bytes are looked at together, as Hacker's Delight (Warren, 2nd
	 * edition, section 6-1) finds a zero byte in a word.
	 */
	private int indexOfSpecial(int from, int end) {
		int index = from;
		for (; index + Long.BYTES <= end; index += Long.BYTES) {
			long bytes = (long) LONG_VIEW.get(this.source, index);
			long controls = (bytes - LOW_BITS * ' ') & ~bytes;
			long matches = (controls | zeroBytes(bytes ^ (LOW_BITS * '"')) | zeroBytes(bytes ^ (LOW_BITS * '\\')))
					& HIGH_BITS;
			if (matches != 0) {
				return index + Long.numberOfTrailingZeros(matches) / Byte.SIZE;
			}
		}
		while (index < end && !isSpecial(this.source[index])) {
			index++;
		}
		return index;
	}

	/** The lowest of the high bits that are set here is that of a byte which is zero. */
	private static long zeroBytes(long bytes) {
		return (bytes - LOW_BITS) & ~bytes;
	}

	private static boolean isSpecial(byte character) {
		return (character >= 0 && character < ' ') || character == '"' || character == '\\';
	}

	private void appendEscape(byte character) {
		ensureCapacity(MAX_ESCAPE_LENGTH);
		put('\\');
		switch (character) {
			case '"', '\\' -> put((char) character);
			case '\b' -> put('b');
			case '\f' -> put('f');
			case '\n' -> put('n');
			case '\r' -> put('r');
			case '\t' -> put('t');
			default -> {
				appendRaw("u00");
				put((char) HEX_DIGITS[character >> 4]);
				put((char) HEX_DIGITS[character & 0xF]);
			}
		}
	}

	void appendNumber(long value) {
		appendRaw(Long.toString(value));
	}

	/** Adds the shortest decimal that reads as the same number, which is finite. */
	void appendNumber(double value) {
		String text = Double.toString(value);
		appendRaw(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
	}

	void appendUuid(long mostSignificantBits, long leastSignificantBits) {
		appendRaw('"');
		appendRaw(new UUID(mostSignificantBits, leastSignificantBits).toString());
		appendRaw('"');
	}

	private void put(char character) {
		this.json[this.length++] = (byte) character;
	}

	private void ensureCapacity(int more) {
		if (this.json.length - this.length < more) {
			this.json = Arrays.copyOf(this.json, Math.max(this.json.length * 2, this.length + more));
		}
	}

}
