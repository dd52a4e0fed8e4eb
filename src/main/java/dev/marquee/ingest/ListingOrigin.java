package dev.marquee.ingest;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.marquee.ingest.format.ListingGroups;
import dev.marquee.ingest.format.ListingId;
import dev.marquee.ingest.format.ListingReference;
import dev.marquee.ingest.format.SeriesReference;
import dev.marquee.ingest.format.SourceDocument;
import dev.marquee.ingest.format.SourceListing;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.merge.Listing.RelationKind;
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

	/** Precedes the ids of series, which differ from those of events. */
	private static final String SERIES = "series ";

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
		return new ListingOrigin(source(id, key, merged.url(), merged.affiliateId(), document.name(), isOnly), label);
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

	private static Listing.Source source(@Nullable ListingId id, @Nullable String key, @Nullable String url,
			@Nullable String affiliateId, String document, boolean isOnly) {
		if (id != null && id.authority() != null) {
			return new Listing.Source(id.authority(), id.value(), true, url, affiliateId, document, key);
		}
		if (url != null) {
			return Listing.Source.ofUrl(url, affiliateId, document, key);
		}
		boolean isEventId = isOnly || id != null;
		String idInDocument = isOnly ? document : withinLimit(document + '#' + Objects.requireNonNullElse(key, ""));
		return new Listing.Source(FILE_SOURCE, idInDocument, isEventId, null, affiliateId, document, key);
	}

	/**
	 * What a listing says about others, by the sources that these have. One at its own
	 * source in another document is the same event.
	 */
	Listing.Groups groups(ListingGroups groups) {
		Stream<Listing.Relation> parents = Optional.ofNullable(groups.parent())
			.map((parent) -> relation(RelationKind.PARENT, parent))
			.stream();
		Stream<Listing.Relation> children = groups.children()
			.stream()
			.map((child) -> relation(RelationKind.CHILD, child));
		return new Listing.Groups(Stream.concat(parents, children)
			.filter((relation) -> relation.isInDocument() || !isSameSource(relation.other()))
			.distinct()
			.toList(), Optional.ofNullable(groups.series()).map(this::seriesSource).orElse(null));
	}

	private Listing.Relation relation(RelationKind kind, ListingReference reference) {
		ListingId id = reference.id();
		String key = (id != null) ? id.value() : reference.name();
		return new Listing.Relation(kind, source(id, key, reference.url(), null, this.source.documentName(), false),
				reference.isInDocument());
	}

	private boolean isSameSource(Listing.Source other) {
		return other.name().equals(this.source.name()) && other.id().equals(this.source.id());
	}

	private Listing.SeriesSource seriesSource(SeriesReference series) {
		ListingId id = series.id();
		if (id != null && id.authority() != null) {
			return new Listing.SeriesSource(id.authority(), withinLimit(SERIES + id.value()), series.name(),
					series.isNameOwn());
		}
		if (series.url() != null) {
			Listing.Source page = Listing.Source.ofUrl(series.url(), null, this.source.documentName(), null);
			return new Listing.SeriesSource(page.name(), withinLimit(SERIES + page.id()), series.name(),
					series.isNameOwn());
		}
		String scope = (this.source.url() != null) ? "" : this.source.documentName() + '#';
		String key = (id != null) ? id.value() : series.name();
		return new Listing.SeriesSource(this.source.site(), withinLimit(SERIES + scope + key), series.name(),
				series.isNameOwn());
	}

	private static String withinLimit(String id) {
		return (id.length() <= MAX_SOURCE_ID_LENGTH) ? id : Hashes.sha256Hex(id);
	}

}
