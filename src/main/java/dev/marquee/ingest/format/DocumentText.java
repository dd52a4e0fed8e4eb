package dev.marquee.ingest.format;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Utf16;

/**
 * Decodes documents of formats whose publishers use several encodings: UTF-16 if there is
 * a byte order mark or the first characters say so, else UTF-8, else windows-1252.
 */
public final class DocumentText {

	private DocumentText() {
	}

	/**
	 * The text without its byte order mark and without U+0000, which PostgreSQL cannot
	 * store. Warns if the text is not Unicode.
	 */
	public static String decode(byte[] bytes, DocumentProblems problems) {
		return withoutNul(Utf16.decode(bytes).or(() -> utf8(bytes)).orElseGet(() -> legacy(bytes, problems)), problems);
	}

	/**
	 * The same for formats that can state their encoding.
	 * @param stated the encoding of text that is neither UTF-16 nor UTF-8
	 */
	public static String decode(byte[] bytes, Charset stated, DocumentProblems problems) {
		return withoutNul(Utf16.decode(bytes).or(() -> utf8(bytes)).orElseGet(() -> new String(bytes, stated)),
				problems);
	}

	/**
	 * The same for formats that fold long lines (RFC 5545, section 3.1): some programs
	 * fold in the middle of a character.
	 */
	public static String decodeFolded(byte[] bytes, DocumentProblems problems) {
		return withoutNul(Utf16.decode(bytes)
			.or(() -> utf8(bytes))
			.or(() -> utf8(unfolded(bytes)))
			.orElseGet(() -> legacy(bytes, problems)), problems);
	}

	private static Optional<String> utf8(byte[] bytes) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
			return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
		}
		catch (CharacterCodingException ex) {
			return Optional.empty();
		}
	}

	private static String legacy(byte[] bytes, DocumentProblems problems) {
		Charset charset = LegacyCharsets.guess(bytes);
		problems.warn(DocumentLocation.DOCUMENT, "not_utf8", "The document is not UTF-8: it was read as "
				+ charset.name() + ". Check the letters with accents, or save it as UTF-8.");
		return new String(bytes, charset);
	}

	private static byte[] unfolded(byte[] bytes) {
		ByteArrayOutputStream unfolded = new ByteArrayOutputStream(bytes.length);
		for (int index = 0; index < bytes.length; index++) {
			int end = (bytes[index] == '\r' && index + 1 < bytes.length && bytes[index + 1] == '\n') ? index + 1
					: index;
			boolean isFold = bytes[end] == '\n' && end + 1 < bytes.length
					&& (bytes[end + 1] == ' ' || bytes[end + 1] == '\t');
			if (isFold) {
				index = end + 1;
			}
			else {
				unfolded.write(bytes[index]);
			}
		}
		return unfolded.toByteArray();
	}

	private static String withoutNul(String text, DocumentProblems problems) {
		if (text.indexOf('\0') < 0) {
			return text;
		}
		problems.warn(DocumentLocation.DOCUMENT, "nul_characters", "U+0000 characters were removed.");
		return text.replace("\0", "");
	}

}
