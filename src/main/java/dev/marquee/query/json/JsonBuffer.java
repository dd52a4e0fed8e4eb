package dev.marquee.query.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A growing buffer of JSON text (RFC 8259). Text values are copied from a source array
 * and escaped as PostgreSQL does.
 */
final class JsonBuffer {

	private static final VarHandle LONG_VIEW = MethodHandles.byteArrayViewVarHandle(long[].class,
			ByteOrder.LITTLE_ENDIAN);

	private static final long LOW_BITS = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final int MAX_ESCAPE_LENGTH = 6;

	/**
	 * The initial capacity is a quarter more than the source, plus this; escapes and
	 * braces seldom need more.
	 */
	private static final int INITIAL_HEADROOM = 40;

	private final byte[] source;

	private final int maxLength;

	/** Never longer than {@link #maxLength}, so that only growing needs a check. */
	private byte[] json;

	private int length;

	/**
	 * Creates a buffer.
	 * @param maxLength the maximum number of bytes of the JSON
	 */
	JsonBuffer(byte[] source, int maxLength) {
		this.source = source;
		this.maxLength = maxLength;
		long expected = source.length + source.length / 4L + INITIAL_HEADROOM;
		this.json = new byte[(int) Math.min(expected, maxLength)];
	}

	int length() {
		return this.length;
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.json, this.length);
	}

	/** The JSON from a position on. */
	byte[] toBytes(int from) {
		return Arrays.copyOfRange(this.json, from, this.length);
	}

	/** Replaces the JSON from a position on. */
	void replaceFrom(int from, byte[] replacement) {
		this.length = from;
		appendRaw(replacement);
	}

	/** Appends a part of the JSON again. */
	void appendCopy(int from, int to) {
		ensureCapacity(to - from);
		System.arraycopy(this.json, from, this.json, this.length, to - from);
		this.length += to - from;
	}

	void appendRaw(char character) {
		ensureCapacity(1);
		put(character);
	}

	/** Appends ASCII text. */
	@SuppressWarnings("deprecation") // copies the low byte of each character, which is
										// all of ASCII
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

	/** Appends a part of the source unchanged. */
	void appendSource(int from, int count) {
		ensureCapacity(count);
		System.arraycopy(this.source, from, this.json, this.length, count);
		this.length += count;
	}

	/** Appends a part of the source, which is UTF-8 text, as a JSON string. */
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
	 * The position of the next byte that needs an escape (a quote, a backslash or a
	 * control character), or the end. Tests eight bytes at once, as Hacker's Delight
	 * (Warren, 2nd edition, section 6-1) finds a zero byte in a word.
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

	/**
	 * Sets the high bit of each zero byte. It may also set that of higher bytes, so only
	 * the lowest high bit counts.
	 */
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

	/**
	 * Appends the shortest decimal that parses to the same number, which must be finite.
	 */
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
			grow(more);
		}
	}

	private void grow(int more) {
		long needed = (long) this.length + more;
		if (needed > this.maxLength) {
			throw new ResponseTooLargeException();
		}
		this.json = Arrays.copyOf(this.json, (int) Math.min(Math.max(this.json.length * 2L, needed), this.maxLength));
	}

}
