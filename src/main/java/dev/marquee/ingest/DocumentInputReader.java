package dev.marquee.ingest;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents in the input of {@code importListings}.
 */
final class DocumentInputReader {

	private static final int MAX_NAME_LENGTH = 500;

	private static final int MAX_COLUMNS = 1000;

	private DocumentInputReader() {
	}

	/** A document; empty, with an error, if it has no content. */
	static Optional<DocumentRequest> read(Input input) {
		String name = input.requiredSingleLine("name", MAX_NAME_LENGTH);
		byte[] bytes = bytes(input);
		String format = input.value("format", String.class);
		if (bytes == null) {
			return Optional.empty();
		}
		SourceDocument.Options options = new SourceDocument.Options(columns(input),
				input.value("timeZone", ZoneId.class));
		return Optional.of(new DocumentRequest(new SourceDocument(name, bytes, sourceUrl(input), options),
				(format != null) ? DocumentFormat.valueOf(format) : null, true));
	}

	private static @Nullable String sourceUrl(Input input) {
		URI url = input.value("sourceUrl", URI.class);
		return (url != null) ? UrlNormalizer.normalize(url.toString()).orElse(null) : null;
	}

	private static byte @Nullable [] bytes(Input input) {
		String text = input.value("text", String.class);
		String base64 = input.value("base64", String.class);
		if ((text == null) == (base64 == null)) {
			input.reject(UserErrorCode.REQUIRED, "A document needs either `text` or `base64`.");
			return null;
		}
		if (text != null) {
			return text.getBytes(StandardCharsets.UTF_8);
		}
		try {
			return Base64.getMimeDecoder().decode(base64);
		}
		catch (IllegalArgumentException ex) {
			input.rejectValue("base64", UserErrorCode.INVALID, "`base64` must be Base64 (RFC 4648).");
			return null;
		}
	}

	private static Map<String, String> columns(Input input) {
		Map<String, String> columns = new HashMap<>();
		for (Input column : input.nestedList("columns", MAX_COLUMNS)) {
			columns.put(column.requiredSingleLine("header", MAX_NAME_LENGTH),
					column.requiredSingleLine("field", MAX_NAME_LENGTH));
		}
		return columns;
	}

}
