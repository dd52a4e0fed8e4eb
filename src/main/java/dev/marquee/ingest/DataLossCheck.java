package dev.marquee.ingest;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.db.tables.records.EventRecord;
import dev.marquee.event.EventDetails;
import dev.marquee.event.FaqDetails;
import dev.marquee.ingest.merge.Listing;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.EVENT;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.STRUCTURED_DATA;
import static dev.marquee.db.Tables.TICKET;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

/**
 * Lists the stored fields of an event that a truncated document would remove.
 */
@Component
class DataLossCheck {

	private final DSLContext dsl;

	DataLossCheck(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * The names of the fields that the event would lose by becoming this listing.
	 */
	List<String> lostFields(UUID event, Listing listing) {
		EventDetails now = listing.event();
		EventRecord before = this.dsl.selectFrom(EVENT).where(EVENT.ID.eq(event)).fetchSingle();
		return Stream
			.of(nameIfLost("description", isTruncated(now.description(), before.getDescription())),
					nameIfLost("URL", now.url() == null && before.getUrl() != null),
					nameIfLost("end", now.end() == null && before.getEndsAt() != null),
					nameIfLost("venue", listing.venue() == null && before.getVenueId() != null),
					nameIfLost("organizers", listing.organizers().size() < count(EVENT_ORGANIZER, event)),
					nameIfLost("tickets", now.tickets().size() < count(TICKET, event)),
					nameIfLost("images", now.gallery().size() < count(IMAGE, event)),
					nameIfLost("FAQs", losesFaqs(now.faqs(), event)),
					nameIfLost("categories", now.categories().size() < count(EVENT_CATEGORY, event)),
					nameIfLost("JSON-LD", isTruncated(now.structuredData(), structuredData(event))))
			.flatMap(Optional::stream)
			.toList();
	}

	private static Optional<String> nameIfLost(String label, boolean isLost) {
		return isLost ? Optional.of(label) : Optional.empty();
	}

	private static boolean isTruncated(@Nullable String now, @Nullable String before) {
		return before != null && (now == null || (now.length() < before.length() && before.startsWith(now)));
	}

	private int count(Table<?> table, UUID event) {
		return this.dsl.fetchCount(table, field(name("event_id"), UUID.class).eq(event));
	}

	/**
	 * Whether there are fewer FAQs than stored, or the last answer is truncated.
	 */
	private boolean losesFaqs(List<FaqDetails> now, UUID event) {
		List<String> before = this.dsl.selectFrom(FAQ)
			.where(FAQ.EVENT_ID.eq(event))
			.orderBy(FAQ.POSITION)
			.fetch(FAQ.ANSWER);
		return now.size() < before.size()
				|| (!before.isEmpty() && isTruncated(now.get(before.size() - 1).answer(), before.getLast()));
	}

	private @Nullable String structuredData(UUID event) {
		return this.dsl.selectFrom(STRUCTURED_DATA)
			.where(STRUCTURED_DATA.EVENT_ID.eq(event))
			.fetchOne(STRUCTURED_DATA.SOURCE);
	}

}
