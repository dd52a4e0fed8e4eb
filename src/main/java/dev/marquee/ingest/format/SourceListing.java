package dev.marquee.ingest.format;

import java.util.EnumMap;
import java.util.Map;

import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import org.jspecify.annotations.Nullable;

/**
 * A listing as read from a document: cleaned, but neither merged nor checked for what is
 * required.
 *
 * @param text what people read: a zone that it states wins over the venue's. Formats with
 * one part, such as iCalendar, have only this part
 * @param jsonLd the structured data beside the text, which fills in what the text lacks;
 * an offset in it that is not valid at the venue loses. {@link PartialListing#EMPTY} if
 * there is none
 * @param structuredData the JSON-LD of the event exactly as received; null if there is
 * none
 * @param id null if only its URL, or its place in the document, identifies the listing
 * @param groups what it says about other events
 * @param location where the listing begins
 * @param locations where its fields are; missing fields are at the location
 * @param isTruncated whether the listing seems to be truncated: it may not remove stored
 * data then
 * @param problems the problems of this listing so far; an error rejects it
 */
public record SourceListing(PartialListing text, PartialListing jsonLd, @Nullable String structuredData,
		@Nullable ListingId id, ListingRevision revision, ListingGroups groups, DocumentLocation location,
		Map<ListingField, DocumentLocation> locations, boolean isTruncated, DocumentProblems problems) {

	/**
	 * A builder for a listing with one part.
	 * @param problems those of this listing only
	 */
	public static SourceListingBuilder builder(PartialListing text, DocumentLocation location,
			DocumentProblems problems) {
		return new SourceListingBuilder(text, location, problems);
	}

	public DocumentLocation locationOf(ListingField field) {
		return this.locations.getOrDefault(field, this.location);
	}

	/**
	 * Builds a listing. Each method sets the component of its name.
	 */
	public static final class SourceListingBuilder {

		private final PartialListing text;

		private final DocumentLocation location;

		private final DocumentProblems problems;

		private final Map<ListingField, DocumentLocation> locations = new EnumMap<>(ListingField.class);

		private PartialListing jsonLd = PartialListing.EMPTY;

		private @Nullable String structuredData;

		private @Nullable ListingId id;

		private ListingRevision revision = ListingRevision.UNKNOWN;

		private ListingGroups groups = ListingGroups.NONE;

		private boolean isTruncated;

		private SourceListingBuilder(PartialListing text, DocumentLocation location, DocumentProblems problems) {
			this.text = text;
			this.location = location;
			this.problems = problems;
		}

		public SourceListingBuilder jsonLd(PartialListing jsonLd) {
			this.jsonLd = jsonLd;
			return this;
		}

		public SourceListingBuilder structuredData(@Nullable String structuredData) {
			this.structuredData = structuredData;
			return this;
		}

		public SourceListingBuilder id(@Nullable ListingId id) {
			this.id = id;
			return this;
		}

		public SourceListingBuilder revision(ListingRevision revision) {
			this.revision = revision;
			return this;
		}

		public SourceListingBuilder groups(ListingGroups groups) {
			this.groups = groups;
			return this;
		}

		public SourceListingBuilder location(ListingField field, DocumentLocation location) {
			this.locations.put(field, location);
			return this;
		}

		public SourceListingBuilder isTruncated(boolean isTruncated) {
			this.isTruncated = isTruncated;
			return this;
		}

		public SourceListing build() {
			return new SourceListing(this.text, this.jsonLd, this.structuredData, this.id, this.revision, this.groups,
					this.location, Map.copyOf(this.locations), this.isTruncated, this.problems);
		}

	}

}
