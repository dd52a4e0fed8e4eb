package dev.marquee.ingest.format;

import java.time.ZoneId;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A document to import, as received.
 *
 * @param name identifies the listings of the document that have neither an id nor a URL
 * @param bytes the content; not copied, and not changed by anyone
 * @param sourceUrl the normalized URL that the document was fetched from, against which
 * relative URLs are resolved; null if unknown
 * @param options what the document itself does not say
 */
@SuppressWarnings("ArrayRecordComponent") // copying megabytes would cost memory
public record SourceDocument(String name, byte[] bytes, @Nullable String sourceUrl, Options options) {

	/** The maximum size of a document. Some formats have a lower one. */
	public static final int MAX_BYTES = 32 * 1024 * 1024;

	public SourceDocument(String name, byte[] bytes) {
		this(name, bytes, null, Options.NONE);
	}

	/**
	 * What the document itself does not say.
	 *
	 * @param columns the names of fields of the CSV reader by the headers of the columns;
	 * empty to recognize the columns
	 * @param timeZone the zone of times that have no zone, at no venue that determines
	 * one; null if unknown
	 */
	public record Options(Map<String, String> columns, @Nullable ZoneId timeZone) {

		public static final Options NONE = new Options(Map.of(), null);

		public Options {
			columns = Map.copyOf(columns);
		}

	}

}
