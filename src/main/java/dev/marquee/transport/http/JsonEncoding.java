package dev.marquee.transport.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Requires JSON to be valid UTF-8 without a byte order mark (RFC 8259 §8.1). The JSON
 * parser would also accept UTF-16, UTF-32, overlong forms and encoded surrogates, which
 * proxies and firewalls in front of the server may read differently.
 */
final class JsonEncoding {

	/** The character that replaces malformed bytes when they are decoded. */
	static final char REPLACEMENT = '\uFFFD';

	private JsonEncoding() {
	}

	/**
	 * Requires UTF-8.
	 * @param name the subject of the error message
	 */
	static void requireUtf8(byte[] json, String name) {
		String problem = findProblem(json);
		if (problem != null) {
			throw HttpErrorException.of(HttpStatus.BAD_REQUEST, "INVALID_ENCODING",
					name + " " + problem + "; send JSON in UTF-8 without a byte order mark.");
		}
	}

	private static @Nullable String findProblem(byte[] json) {
		int first = byteAt(json, 0);
		int second = byteAt(json, 1);
		boolean isBigEndian = first == 0 || (first == 0xFE && second == 0xFF);
		if (isBigEndian) {
			return "looks like " + ((first == 0 && second == 0) ? "UTF-32" : "UTF-16");
		}
		boolean isLittleEndian = second == 0 || (first == 0xFF && second == 0xFE);
		if (isLittleEndian) {
			return "looks like " + ((byteAt(json, 2) == 0) ? "UTF-32" : "UTF-16");
		}
		if (first == 0xEF && second == 0xBB && byteAt(json, 2) == 0xBF) {
			return "starts with a byte order mark";
		}
		return isUtf8(json) ? null : "is not valid UTF-8 at byte " + (validLength(json) + 1);
	}

	/** The unsigned byte; -1 after the end. JSON in UTF-8 contains no byte 0. */
	private static int byteAt(byte[] json, int index) {
		return (index < json.length) ? Byte.toUnsignedInt(json[index]) : -1;
	}

	/**
	 * Decodes the text, which the JVM does fast, and looks for the character that
	 * replaces malformed bytes. If the text itself contains it, both have the same bytes.
	 */
	private static boolean isUtf8(byte[] json) {
		String text = new String(json, StandardCharsets.UTF_8);
		return text.indexOf(REPLACEMENT) < 0 || Arrays.equals(text.getBytes(StandardCharsets.UTF_8), json);
	}

	private static int validLength(byte[] json) {
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
		ByteBuffer bytes = ByteBuffer.wrap(json);
		decoder.decode(bytes, CharBuffer.allocate(json.length), true);
		return bytes.position();
	}

}
