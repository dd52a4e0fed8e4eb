package dev.marquee.ingest.value;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Recognizes UTF-16: by its byte order mark, or else by the zero bytes of its first
 * characters. All text formats begin with characters of ASCII, which have no zero bytes
 * in other encodings (as in XML 1.0, appendix F, and RFC 4627, section 3).
 */
public final class Utf16 {

	private static final char BYTE_ORDER_MARK = '\uFEFF';

	private Utf16() {
	}

	/** UTF-16BE or UTF-16LE; empty if the bytes are something else. */
	public static Optional<Charset> charset(byte[] bytes) {
		if (bytes.length < 2) {
			return Optional.empty();
		}
		boolean isMarkedBigEndian = bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff;
		boolean isMarkedLittleEndian = bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe;
		if (isMarkedBigEndian || hasAsciiAt(1, bytes)) {
			return Optional.of(StandardCharsets.UTF_16BE);
		}
		return (isMarkedLittleEndian || hasAsciiAt(0, bytes)) ? Optional.of(StandardCharsets.UTF_16LE)
				: Optional.empty();
	}

	/** Whether the first two units are ASCII, with their lower bytes at a position. */
	private static boolean hasAsciiAt(int position, byte[] bytes) {
		return bytes.length >= 4 && bytes[position] > 0 && bytes[1 - position] == 0 && bytes[position + 2] > 0
				&& bytes[3 - position] == 0;
	}

	/** The text without its byte order mark; empty if the bytes are something else. */
	public static Optional<String> decode(byte[] bytes) {
		return charset(bytes).map((charset) -> new String(bytes, charset))
			.map((text) -> (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) ? text.substring(1) : text);
	}

}
