package dev.marquee.ingest.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;

/**
 * The bytes of a document as text: strictly UTF-8, without byte order mark and without
 * U+0000.
 */
public final class DocumentDecoder {

	public static final int MAX_BYTES = 5 * 1024 * 1024;

	private DocumentDecoder() {
	}

	public static Optional<String> decode(byte[] bytes, DocumentProblems documentProblems) {
		if (bytes.length > MAX_BYTES) {
			documentProblems.error(DocumentLocation.DOCUMENT, "too_large", "a document may have 5 MB at most");
			return Optional.empty();
		}
		CharBuffer text = CharBuffer.allocate(bytes.length);
		ByteBuffer unread = ByteBuffer.wrap(bytes);
		CoderResult result = StandardCharsets.UTF_8.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.decode(unread, text, true);
		text.flip();
		if (result.isError()) {
			int line = lineNumberAt(text, text.length());
			documentProblems.error(DocumentLocation.ofLine(line), "not_utf8",
					"byte " + (unread.position() + 1) + " is not UTF-8");
			return Optional.empty();
		}
		return Optional.of(withoutNul(withoutByteOrderMark(text.toString()), documentProblems));
	}

	private static String withoutByteOrderMark(String text) {
		return text.startsWith("\uFEFF") ? text.substring(1) : text;
	}

	/**
	 * PostgreSQL cannot store U+0000, not even in text that is kept to the letter.
	 */
	private static String withoutNul(String text, DocumentProblems documentProblems) {
		int first = text.indexOf('\0');
		if (first < 0) {
			return text;
		}
		documentProblems.warn(DocumentLocation.ofLine(lineNumberAt(text, first)), "nul_characters",
				"characters U+0000 were removed");
		return text.replace("\0", "");
	}

	private static int lineNumberAt(CharSequence text, int position) {
		return 1 + (int) text.chars().limit(position).filter((character) -> character == '\n').count();
	}

}
