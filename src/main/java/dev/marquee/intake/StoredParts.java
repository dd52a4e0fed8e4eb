package dev.marquee.intake;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.marquee.event.EventDetails;
import dev.marquee.event.Faq;
import dev.marquee.schema.tables.records.EventRecord;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.schema.Tables.EVENT;
import static dev.marquee.schema.Tables.EVENT_CATEGORY;
import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.FAQ;
import static dev.marquee.schema.Tables.IMAGE;
import static dev.marquee.schema.Tables.STRUCTURED_DATA;
import static dev.marquee.schema.Tables.TICKET;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

/**
 * What is stored of an event and a shorter document would take away.
 */
@Component
class StoredParts {

	private final DSLContext dsl;

	StoredParts(DSLContext dsl) {
		this.dsl = dsl;
	}

	/**
	 * What the event would lose if it became this listing; empty when it loses nothing.
	 */
	List<String> lostBy(UUID event, Listing listing) {
		EventDetails now = listing.event();
		EventRecord before = this.dsl.selectFrom(EVENT).where(EVENT.ID.eq(event)).fetchSingle();
		return Stream.of(lost("description", isShorter(now.description(), before.getDescription())),
				lost("address", now.url() == null && before.getUrl() != null),
				lost("end", now.end() == null && before.getEndsAt() != null),
				lost("venue", listing.venue() == null && before.getVenueId() != null),
				lost("organizers", listing.organizers().size() < count(EVENT_ORGANIZER, event)),
				lost("tickets", now.tickets().size() < count(TICKET, event)),
				lost("pictures", now.gallery().size() < count(IMAGE, event)), lost("FAQs", areFewer(now.faqs(), event)),
				lost("categories", now.categories().size() < count(EVENT_CATEGORY, event)),
				lost("JSON-LD", isShorter(now.structuredData(), structuredData(event))))
			.flatMap(Optional::stream)
			.toList();
	}

	private static Optional<String> lost(String what, boolean isLost) {
		return isLost ? Optional.of(what) : Optional.empty();
	}

	private static boolean isShorter(@Nullable String now, @Nullable String before) {
		return before != null && (now == null || (now.length() < before.length() && before.startsWith(now)));
	}

	private int count(Table<?> table, UUID event) {
		return this.dsl.fetchCount(table, field(name("event_id"), UUID.class).eq(event));
	}

	/**
	 * Fewer than before, or the last has lost its end.
	 */
	private boolean areFewer(List<Faq> now, UUID event) {
		List<String> before = this.dsl.selectFrom(FAQ)
			.where(FAQ.EVENT_ID.eq(event))
			.orderBy(FAQ.POSITION)
			.fetch(FAQ.ANSWER);
		return now.size() < before.size()
				|| (!before.isEmpty() && isShorter(now.get(before.size() - 1).answer(), before.getLast()));
	}

	private @Nullable String structuredData(UUID event) {
		return this.dsl.selectFrom(STRUCTURED_DATA)
			.where(STRUCTURED_DATA.EVENT_ID.eq(event))
			.fetchOne(STRUCTURED_DATA.SOURCE);
	}

}
