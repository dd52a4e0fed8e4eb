package dev.marquee.ingest.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

import dev.marquee.ingest.value.Utf16;

/**
 * Kinds of files that are not text, by the bytes that they begin with.
 */
enum BinaryKind {

	PDF("%PDF-", "a PDF file"),
	ZIP("PK\u0003\u0004", "a ZIP archive, such as an XLSX or DOCX file: save it as CSV or text"),
	GZIP("\u001f\u008b", "a gzip file: unpack it"), PNG("\u0089PNG", "a picture"),
	JPEG("\u00ff\u00d8\u00ff", "a picture"), GIF("GIF8", "a picture"), WEBP("RIFF", "a picture or a sound"),
	OFFICE("\u00d0\u00cf\u0011\u00e0", "an Office file: save it as CSV or text"),
	SQLITE("SQLite format 3", "a database file");

	private static final int SAMPLE_BYTES = 4096;

	private final String signature;

	private final String description;

	BinaryKind(String signature, String description) {
		this.signature = signature;
		this.description = description;
	}

	/**
	 * What a file that is not text seems to be; empty if it seems to be text, which may
	 * have a few stray control characters.
	 */
	static Optional<String> describe(byte[] bytes) {
		return Arrays.stream(values())
			.filter((kind) -> startsWith(bytes, kind.signature.getBytes(StandardCharsets.ISO_8859_1)))
			.map((kind) -> kind.description)
			.findFirst()
			.or(() -> isBinary(bytes) ? Optional.of("binary data") : Optional.empty());
	}

	private static boolean startsWith(byte[] bytes, byte[] signature) {
		return bytes.length >= signature.length
				&& Arrays.equals(bytes, 0, signature.length, signature, 0, signature.length);
	}

	/** Whether more than one byte in ten is a control character. */
	private static boolean isBinary(byte[] bytes) {
		int length = Math.min(bytes.length, SAMPLE_BYTES);
		int controls = 0;
		for (int i = 0; i < length; i++) {
			int value = bytes[i];
			controls += (value >= 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t' && value != '\f')
					? 1 : 0;
		}
		return Utf16.charset(bytes).isEmpty() && controls * 10 > length;
	}

}
