package dev.marquee.ingest.format;

import org.jspecify.annotations.Nullable;

/**
 * What a document seems to be.
 *
 * @param format null if it is of a kind that cannot be imported
 * @param description what to call it, with an article if it needs one: {@code a PDF file}
 * @param isCertain whether its beginning belongs to this format only
 */
public record DetectedFormat(@Nullable DocumentFormat format, String description, boolean isCertain) {

	static DetectedFormat certain(DocumentFormat format) {
		return new DetectedFormat(format, format.title(), true);
	}

	static DetectedFormat likely(DocumentFormat format) {
		return new DetectedFormat(format, format.title(), false);
	}

	static DetectedFormat other(String description) {
		return new DetectedFormat(null, description, true);
	}

}
