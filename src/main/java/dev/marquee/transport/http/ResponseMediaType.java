package dev.marquee.transport.http;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * The media types of responses. {@code Accept} selects one by its quality values (RFC
 * 9110 §12.5.1). Of equal quality values, an explicit media type wins over a wildcard.
 * Without {@code Accept} the response is {@code application/json}.
 */
enum ResponseMediaType {

	GRAPHQL_RESPONSE(MediaType.APPLICATION_GRAPHQL_RESPONSE, 5, 1),

	JSON(MediaType.APPLICATION_JSON, 4, 2),

	EVENT_STREAM(MediaType.TEXT_EVENT_STREAM, 3, 0);

	private static final int NOT_ACCEPTABLE = 0;

	@SuppressWarnings("ImmutableEnumChecker") // MediaType is immutable
	private final MediaType type;

	private final int explicitRank;

	private final int wildcardRank;

	private final String contentType;

	ResponseMediaType(MediaType type, int explicitRank, int wildcardRank) {
		this.type = type;
		this.explicitRank = explicitRank;
		this.wildcardRank = wildcardRank;
		this.contentType = type + ";charset=utf-8";
	}

	String contentType() {
		return this.contentType;
	}

	/** Returns the type that the client prefers; null if it accepts none. */
	static @Nullable ResponseMediaType negotiate(@Nullable String accept) {
		if (accept == null || accept.isBlank() || accept.equals("*/*")) {
			return JSON;
		}
		List<MediaType> ranges;
		try {
			ranges = MediaType.parseMediaTypes(accept);
		}
		catch (InvalidMediaTypeException ex) {
			return null;
		}
		ResponseMediaType best = null;
		double bestQuality = NOT_ACCEPTABLE;
		for (ResponseMediaType mediaType : values()) {
			double quality = mediaType.qualityFor(ranges);
			if (quality > bestQuality) {
				bestQuality = quality;
				best = mediaType;
			}
		}
		return best;
	}

	/**
	 * Whether the client is a browser that opens a page: it names {@code text/html}, and
	 * none of these types with a higher quality.
	 */
	static boolean prefersHtml(@Nullable String accept) {
		if (accept == null || !accept.contains(MediaType.TEXT_HTML_VALUE)) {
			return false;
		}
		try {
			List<MediaType> ranges = MediaType.parseMediaTypes(accept);
			double quality = explicitQuality(ranges, MediaType.TEXT_HTML);
			return quality > 0
					&& Arrays.stream(values()).allMatch((other) -> explicitQuality(ranges, other.type) <= quality);
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	private static double explicitQuality(List<MediaType> ranges, MediaType type) {
		return ranges.stream()
			.filter((range) -> range.equalsTypeAndSubtype(type))
			.mapToDouble(MediaType::getQualityValue)
			.max()
			.orElse(0);
	}

	/**
	 * The quality of the most specific media range that includes this type, with a rank
	 * for equal qualities.
	 */
	private double qualityFor(List<MediaType> ranges) {
		MediaType closest = null;
		for (MediaType range : ranges) {
			if (range.includes(this.type) && (closest == null || specificity(range) > specificity(closest))) {
				closest = range;
			}
		}
		if (closest == null || closest.getQualityValue() == 0) {
			return NOT_ACCEPTABLE;
		}
		// Quality values have three decimals, so the rank decides between equal ones
		// only.
		int rank = (specificity(closest) == 2) ? this.explicitRank : this.wildcardRank;
		return closest.getQualityValue() * 10_000 + rank;
	}

	private static int specificity(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

}
