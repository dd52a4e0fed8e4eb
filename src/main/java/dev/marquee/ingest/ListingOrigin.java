package dev.marquee.ingest;

import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;

/**
 * What identifies a listing: the id that its publisher gives it, else its URL, else its
 * document and its key in it.
 *
 * @param label what to call the listing among those of its document
 */
record ListingOrigin(Listing.Source source, String label) {

	/** The source of listings without an id and a URL. */
	private static final String FILE_SOURCE = "file";

	private static final int MAX_SOURCE_ID_LENGTH = 2048;

	/**
	 * The origin of a listing.
	 * @param isOnly whether its document has no other listing
	 */
	static ListingOrigin of(SourceListing listing, PartialListing merged, SourceDocument document, boolean isOnly) {
		ListingId id = listing.id();
		String key = key(id, merged, isOnly);
		String label = Stream.of(key, merged.url(), merged.name())
			.filter(Objects::nonNull)
			.findFirst()
			.orElseGet(() -> place(listing));
		return new ListingOrigin(source(id, key, merged, document.name(), isOnly), label);
	}

	/** In a document with several listings, those without an id differ by name. */
	private static @Nullable String key(@Nullable ListingId id, PartialListing merged, boolean isOnly) {
		if (id != null) {
			return id.value();
		}
		return isOnly ? null : merged.name();
	}

	private static String place(SourceListing listing) {
		String path = listing.location().path();
		return (path != null) ? path : "line " + listing.location().line();
	}

	private static Listing.Source source(@Nullable ListingId id, @Nullable String key, PartialListing merged,
			String document, boolean isOnly) {
		String url = merged.url();
		if (id != null && id.authority() != null) {
			return new Listing.Source(id.authority(), id.value(), true, url, merged.affiliateId(), document, key);
		}
		if (url != null) {
			return Listing.Source.ofUrl(url, merged.affiliateId(), document, key);
		}
		boolean isEventId = isOnly || id != null;
		String idInDocument = isOnly ? document : withinLimit(document + '#' + Objects.requireNonNullElse(key, ""));
		return new Listing.Source(FILE_SOURCE, idInDocument, isEventId, null, merged.affiliateId(), document, key);
	}

	private static String withinLimit(String id) {
		return (id.length() <= MAX_SOURCE_ID_LENGTH) ? id : Hashes.sha256Hex(id);
	}

}
