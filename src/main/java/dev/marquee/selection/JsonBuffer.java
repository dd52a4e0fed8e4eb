package dev.marquee.selection;

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

	private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class,
			ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x8080808080808080L;

	private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_ESCAPE = 6;

	/** Escapes and braces seldom take more beyond a quarter of what was sent. */
	private static final int ROOM = 40;

	private final byte[] source;

	private byte[] json;

	private int length;

	JsonBuffer(byte[] source) {
		this.source = source;
		this.json = new byte[source.length + source.length / 4 + ROOM];
	}

	int length() {
		return this.length;
	}

	byte[] toBytes() {
		return Arrays.copyOf(this.json, this.length);
	}

	void raw(char character) {
		reserve(1);
		put(character);
	}

	/** Adds a text of ASCII. */
	@SuppressWarnings("deprecation") // exactly this is what it is for
	void raw(String text) {
		reserve(text.length());
		text.getBytes(0, text.length(), this.json, this.length);
		this.length += text.length();
	}

	void raw(byte[] text) {
		reserve(text.length);
		System.arraycopy(text, 0, this.json, this.length, text.length);
		this.length += text.length;
	}

	/** Adds a part of the source as it is. */
	void copy(int from, int count) {
		reserve(count);
		System.arraycopy(this.source, from, this.json, this.length, count);
		this.length += count;
	}

	/** Adds a part of the source, which is a text, as a string. */
	void string(int from, int count) {
		int end = from + count;
		raw('"');
		for (int read = from; read < end;) {
			int special = special(read, end);
			copy(read, special - read);
			read = special;
			if (read < end) {
				escape(this.source[read++]);
			}
		}
		raw('"');
	}

	/**
	 * Where the next byte is that needs an escape: a quote, a backslash or a control
	 * character. Eight bytes are looked at together, as Hacker's Delight (Warren, 2nd
	 * edition, section 6-1) finds a zero byte in a word.
	 */
	private int special(int from, int end) {
		int at = from;
		for (; at + Long.BYTES <= end; at += Long.BYTES) {
			long bytes = (long) EIGHT_BYTES.get(this.source, at);
			long controls = (bytes - ONES * ' ') & ~bytes;
			long found = (controls | zeros(bytes ^ (ONES * '"')) | zeros(bytes ^ (ONES * '\\'))) & HIGH_BITS;
			if (found != 0) {
				return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
			}
		}
		while (at < end && !isSpecial(this.source[at])) {
			at++;
		}
		return at;
	}

	/** The lowest of the high bits that are set here is that of a byte which is zero. */
	private static long zeros(long bytes) {
		return (bytes - ONES) & ~bytes;
	}

	private static boolean isSpecial(byte character) {
		return (character >= 0 && character < ' ') || character == '"' || character == '\\';
	}

	private void escape(byte character) {
		reserve(LONGEST_ESCAPE);
		put('\\');
		switch (character) {
			case '"', '\\' -> put((char) character);
			case '\b' -> put('b');
			case '\f' -> put('f');
			case '\n' -> put('n');
			case '\r' -> put('r');
			case '\t' -> put('t');
			default -> {
				raw("u00");
				put((char) HEX_DIGITS[character >> 4]);
				put((char) HEX_DIGITS[character & 0xF]);
			}
		}
	}

	void number(long value) {
		raw(Long.toString(value));
	}

	/** Adds the shortest decimal that reads as the same number, which is finite. */
	void number(double value) {
		String text = Double.toString(value);
		raw(text.endsWith(".0") ? text.substring(0, text.length() - 2) : text);
	}

	void uuid(long high, long low) {
		raw('"');
		raw(new UUID(high, low).toString());
		raw('"');
	}

	private void put(char character) {
		this.json[this.length++] = (byte) character;
	}

	private void reserve(int more) {
		if (this.json.length - this.length < more) {
			this.json = Arrays.copyOf(this.json, Math.max(this.json.length * 2, this.length + more));
		}
	}

}
