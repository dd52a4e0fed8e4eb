package dev.marquee.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.marquee.db.tables.records.ListingRelationRecord;
import dev.marquee.ingest.merge.Listing;
import dev.marquee.ingest.merge.Listing.RelationKind;
import org.jspecify.annotations.Nullable;

/**
 * What a listing says of others.
 *
 * @param rows in the order of their positions
 */
record StatedRelations(Listing listing, List<ListingRelationRecord> rows) {

	/** The relations of a listing by its event. */
	static StatedRelations of(Listing listing, UUID event) {
		List<ListingRelationRecord> rows = new ArrayList<>();
		for (Listing.Relation relation : listing.groups().relations()) {
			Listing.Source other = relation.other();
			rows.add(row(listing.source(), event, rows.size(), relation.kind().name(), other.name(), other.id(),
					other.key()));
		}
		Listing.SeriesSource series = listing.groups().series();
		if (series != null) {
			rows.add(row(listing.source(), event, rows.size(), "SERIES", series.name(), series.id(), null));
		}
		return new StatedRelations(listing, rows);
	}

	private static ListingRelationRecord row(Listing.Source source, UUID event, int position, String kind,
			String otherName, String otherId, @Nullable String key) {
		boolean isKey = key != null && !key.isEmpty() && key.length() <= Listing.Source.MAX_KEY_LENGTH;
		return new ListingRelationRecord(event, source.name(), source.id(), (short) position, kind, otherName, otherId,
				isKey ? key : null);
	}

	/** Whether it is a part of an event that another document has. */
	boolean isPartOfOtherDocument() {
		return this.listing.groups()
			.relations()
			.stream()
			.anyMatch((relation) -> relation.kind() == RelationKind.PARENT && !relation.isInDocument());
	}

	/** Whether these relations are stored, by all those of the event. */
	boolean areStored(List<ListingRelationRecord> ofEvent) {
		return of(ofEvent).equals(this.rows);
	}

	/** Those of the relations of the event that are of this listing. */
	List<ListingRelationRecord> of(List<ListingRelationRecord> ofEvent) {
		Listing.Source source = this.listing.source();
		return ofEvent.stream()
			.filter((row) -> row.getName().equals(source.name()) && row.getSourceId().equals(source.id()))
			.toList();
	}

}
