package dev.marquee.ingest.html;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.marquee.ingest.format.LegacyCharsets;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Utf16;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a page. UTF-8 is recognized even if the page states another encoding:
 * programs that save pages often convert them and keep what they state.
 */
final class PageCharset {

	private static final Pattern STATED = Pattern
		.compile("<meta\\b[^>]*\\bcharset\\s*=|<\\?xml\\b[^>]*\\bencoding\\s*=", Pattern.CASE_INSENSITIVE);

	/** Where browsers look for the encoding is much less. */
	private static final int HEAD_BYTES = 16 * 1024;

	private PageCharset() {
	}

	/**
	 * The name of the encoding; null to take the one that a byte order mark or the page
	 * states.
	 */
	static @Nullable String of(byte[] bytes, DocumentProblems problems) {
		Optional<Charset> utf16 = Utf16.charset(bytes);
		if (utf16.isPresent() && !hasMark(bytes)) {
			return utf16.get().name();
		}
		boolean isAscii = IntStream.range(0, bytes.length).allMatch((index) -> bytes[index] > 0);
		if (isAscii || hasMark(bytes)) {
			return null;
		}
		if (isUtf8(bytes)) {
			return StandardCharsets.UTF_8.name();
		}
		String head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
		if (STATED.matcher(head).find()) {
			return null;
		}
		String charset = LegacyCharsets.guess(bytes).name();
		problems.warn(DocumentLocation.DOCUMENT, "not_utf8",
				"The page is not UTF-8 and states no encoding: it was read as " + charset
						+ ". Check the letters with accents.");
		return charset;
	}

	private static boolean hasMark(byte[] bytes) {
		return bytes.length > 1 && (bytes[0] & 0xfe) == 0xfe && (bytes[1] & 0xfe) == 0xfe;
	}

	private static boolean isUtf8(byte[] bytes) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
			return true;
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
