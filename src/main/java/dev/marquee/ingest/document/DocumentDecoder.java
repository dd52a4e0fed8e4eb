package dev.marquee.ingest.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.Utf16;

/**
 * Decodes documents as UTF-16 or strict UTF-8, and removes the byte order mark and
 * U+0000.
 */
public final class DocumentDecoder {

	public static final int MAX_BYTES = 5 * 1024 * 1024;

	private DocumentDecoder() {
	}

	public static Optional<String> decode(byte[] bytes, DocumentProblems problems) {
		if (bytes.length > MAX_BYTES) {
			problems.error(DocumentLocation.DOCUMENT, "too_large", "The document exceeds 5 MB.");
			return Optional.empty();
		}
		Optional<String> utf16 = Utf16.decode(bytes);
		if (utf16.isPresent()) {
			return Optional.of(withoutNul(utf16.get(), problems));
		}
		CharBuffer text = CharBuffer.allocate(bytes.length);
		ByteBuffer unread = ByteBuffer.wrap(bytes);
		CoderResult result = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.decode(unread, text, true);
		text.flip();
		if (result.isError()) {
			int line = lineNumberAt(text, text.length());
			problems.error(DocumentLocation.ofLine(line), "not_utf8",
					"The document must be UTF-8, but byte " + (unread.position() + 1) + " is invalid.");
			return Optional.empty();
		}
		return Optional.of(withoutNul(withoutByteOrderMark(text.toString()), problems));
	}

	private static String withoutByteOrderMark(String text) {
		return text.startsWith("\uFEFF") ? text.substring(1) : text;
	}

	/**
	 * PostgreSQL text cannot contain U+0000, so it is removed from verbatim JSON-LD too.
	 */
	private static String withoutNul(String text, DocumentProblems problems) {
		int first = text.indexOf('\0');
		if (first < 0) {
			return text;
		}
		problems.warn(DocumentLocation.ofLine(lineNumberAt(text, first)), "nul_characters",
				"U+0000 characters were removed.");
		return text.replace("\0", "");
	}

	private static int lineNumberAt(CharSequence text, int position) {
		return 1 + (int) text.chars().limit(position).filter((character) -> character == '\n').count();
	}

}
