package dev.marquee.ingest.merge;

import java.util.List;
import java.util.Optional;

import dev.marquee.event.EventDetails;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.UrlIdentity;
import dev.marquee.text.UrlNormalizer;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * The normal form of a listing, independent of the document's format: valid, complete and
 * ready to be stored.
 */
public record Listing(Source source, EventDetails event, @Nullable VenueDetails venue,
		List<OrganizerDetails> organizers, Groups groups) {

	/** The same listing of an event that takes place once. */
	public Listing withoutRecurrence() {
		return new Listing(this.source, this.event.withoutRecurrence(), this.venue, this.organizers, this.groups);
	}

	/**
	 * The origin of a listing.
	 *
	 * @param name what the id is unique in: the host of a site, the authority of a
	 * publisher's ids, or {@code file} if the document has neither id nor URL
	 * @param id the event's number or id there, the identity of its URL, or the name of
	 * the document and the key
	 * @param isEventId whether the id is that of one event; otherwise there may be
	 * several, each with its own start
	 * @param documentName the name of the document
	 * @param key what tells the listing apart from others in its document; null if the
	 * document has only this one
	 */
	public record Source(String name, String id, boolean isEventId, @Nullable String url, @Nullable String affiliateId,
			String documentName, @Nullable String key) {

		public static final int MAX_KEY_LENGTH = 2000;

		/** The source of a listing that only its URL identifies. */
		public static Source ofUrl(String url, @Nullable String affiliateId, String documentName,
				@Nullable String key) {
			Optional<String> number = UrlIdentity.siteNumber(url);
			return new Source(UrlNormalizer.siteHost(url), number.orElseGet(() -> UrlIdentity.of(url)),
					number.isPresent(), url, affiliateId, documentName, key);
		}

		/** The host of the site if there is a URL, else the name. */
		public String site() {
			return (this.url != null) ? UrlNormalizer.siteHost(this.url) : this.name;
		}

		/**
		 * The source that a listing with an id of its publisher has by its URL; empty if
		 * this is it, or it has no URL.
		 */
		public Optional<Source> atUrl() {
			return Optional.ofNullable(this.url)
				.map((present) -> ofUrl(present, this.affiliateId, this.documentName, this.key))
				.filter((other) -> !other.equals(this));
		}
	}

	/**
	 * What the listing says about other events.
	 *
	 * @param relations to events that may not be imported yet
	 * @param series null if it belongs to none
	 */
	public record Groups(List<Relation> relations, @Nullable SeriesSource series) {

		public Groups {
			relations = List.copyOf(relations);
		}

		public boolean isEmpty() {
			return this.relations.isEmpty() && this.series == null;
		}

	}

	/**
	 * A relation to the event of another listing.
	 *
	 * @param other the source of that listing, as far as it is known
	 * @param isInDocument whether the same document has that listing
	 */
	public record Relation(RelationKind kind, Source other, boolean isInDocument) {
	}

	/**
	 * What the other event is.
	 */
	public enum RelationKind {

		/** The event of which this one is a part. */
		PARENT,
		/** A part of this event. */
		CHILD

	}

	/**
	 * The origin of a series.
	 *
	 * @param name what the id is unique in
	 * @param title the name of the series: 1 to 500 characters
	 * @param isTitleOwn whether it is the name of the series and not of one of its events
	 */
	public record SeriesSource(String name, String id, String title, boolean isTitleOwn) {
	}

}
