package dev.marquee.ingest.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import dev.marquee.ingest.value.Utf16;

/**
 * Decodes documents whose format does not state their encoding: as UTF-16 if it is that,
 * else as UTF-8 or, where that is invalid, as Windows-1252.
 */
public final class TextDecoder {

	private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

	private TextDecoder() {
	}

	/** The text without a byte order mark and U+0000, which PostgreSQL cannot store. */
	public static String decode(byte[] bytes) {
		String text = Utf16.decode(bytes).orElseGet(() -> decodeBytes(bytes));
		return (text.startsWith("\uFEFF") ? text.substring(1) : text).replace("\0", "");
	}

	private static String decodeBytes(byte[] bytes) {
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
