package dev.marquee.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes documents whose format does not state their encoding: by the byte order mark,
 * else as UTF-8 or, where that is invalid, as Windows-1252.
 */
public final class TextDecoder {

	private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

	private TextDecoder() {
	}

	/** The text without a byte order mark and U+0000, which PostgreSQL cannot store. */
	public static String decode(byte[] bytes) {
		String text = decodeWithMark(bytes);
		return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\0", "");
	}

	private static String decodeWithMark(byte[] bytes) {
		int mark = (bytes.length >= 2) ? (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff) : 0;
		if (mark == 0xfeff || mark == 0xfffe) {
			return new String(bytes, StandardCharsets.UTF_16);
		}
		try {
			return StandardCharsets.UTF_8.newDecoder()
				.onMalformedInput(CodingErrorAction.REPORT)
				.decode(ByteBuffer.wrap(bytes))
				.toString();
		}
		catch (CharacterCodingException ex) {
			return new String(bytes, WINDOWS_1252);
		}
	}

}
