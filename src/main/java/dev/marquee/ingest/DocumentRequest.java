package dev.marquee.ingest;

import dev.marquee.ingest.format.DocumentFormat;
import dev.marquee.ingest.format.SourceDocument;
import org.jspecify.annotations.Nullable;

/**
 * A document to import.
 *
 * @param format null to detect it
 * @param tellsChanges whether to tell the values of fields that differ
 * @param hash of the document and of how it is to be read
 */
record DocumentRequest(SourceDocument document, @Nullable DocumentFormat format, boolean tellsChanges, String hash) {

	DocumentRequest(SourceDocument document, @Nullable DocumentFormat format, boolean tellsChanges) {
		this(document, format, tellsChanges, DocumentImport.hash(document, format));
	}

	static DocumentRequest of(String name, byte[] bytes) {
		return new DocumentRequest(new SourceDocument(name, bytes), null, false);
	}

}
