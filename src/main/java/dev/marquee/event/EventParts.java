package dev.marquee.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import dev.marquee.db.tables.records.CategoryRecord;
import dev.marquee.db.tables.records.EventCategoryRecord;
import dev.marquee.db.tables.records.EventIdentifierRecord;
import dev.marquee.db.tables.records.EventOrganizerRecord;
import dev.marquee.db.tables.records.EventPerformerRecord;
import dev.marquee.db.tables.records.FaqRecord;
import dev.marquee.db.tables.records.ImageRecord;
import dev.marquee.db.tables.records.StructuredDataRecord;
import dev.marquee.db.tables.records.TicketRecord;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.CATEGORY;
import static dev.marquee.db.Tables.EVENT_CATEGORY;
import static dev.marquee.db.Tables.EVENT_IDENTIFIER;
import static dev.marquee.db.Tables.EVENT_ORGANIZER;
import static dev.marquee.db.Tables.EVENT_PERFORMER;
import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.STRUCTURED_DATA;
import static dev.marquee.db.Tables.TICKET;

/**
 * Writes the rows of parts of events, with few statements for each table.
 */
class EventParts {

	private static final PartIds<TicketRecord> TICKET_IDS = new PartIds<>(TICKET.ID, TICKET.POSITION,
			List.of(TICKET.NAME, TICKET.URL));

	private static final PartIds<ImageRecord> IMAGE_IDS = new PartIds<>(IMAGE.ID, IMAGE.POSITION, List.of(IMAGE.URL));

	private static final PartIds<FaqRecord> FAQ_IDS = new PartIds<>(FAQ.ID, FAQ.POSITION, List.of(FAQ.QUESTION));

	private final DSLContext dsl;

	EventParts(DSLContext dsl) {
		this.dsl = dsl;
	}

	/** Inserts the parts of new events, by the ids of the events. */
	void addAll(Map<UUID, NewEvent> events) {
		addCategories(events.values().stream().flatMap((event) -> event.details().categories().stream()).toList());
		PartInserts inserts = new PartInserts(this.dsl);
		events.forEach((id, event) -> {
			write(id, event.details(), event.organizers(), inserts);
			writePerformers(id, event.details().start().instant(), event.performers(), inserts);
		});
		inserts.execute();
	}

	/** Replaces the parts of stored events, by the ids of the events. */
	void replaceAll(Map<UUID, NewEvent> events) {
		addCategories(events.values().stream().flatMap((event) -> event.details().categories().stream()).toList());
		PartReplacements replacements = new PartReplacements(this.dsl, events.keySet());
		events.forEach((id, event) -> {
			PartWriter partWriter = replacements.of(id);
			write(id, event.details(), event.organizers(), partWriter);
			writePerformers(id, event.details().start().instant(), event.performers(), partWriter);
		});
		replacements.execute();
	}

	void replaceOrganizers(UUID event, Instant startsAt, List<UUID> organizers) {
		replace(event, (partWriter) -> writeOrganizers(event, startsAt, organizers, partWriter));
	}

	void replacePerformers(UUID event, Instant startsAt, List<UUID> performers) {
		replace(event, (partWriter) -> writePerformers(event, startsAt, performers, partWriter));
	}

	void replaceIdentifiers(UUID event, List<IdentifierDetails> identifiers) {
		replace(event, (partWriter) -> writeIdentifiers(event, identifiers, partWriter));
	}

	void replaceCategories(UUID event, List<CategoryDetails> categories) {
		addCategories(categories);
		replace(event, (partWriter) -> writeCategories(event, categories, partWriter));
	}

	void replaceTickets(UUID event, List<TicketDetails> tickets) {
		replace(event, (partWriter) -> writeTickets(event, tickets, partWriter));
	}

	void replaceGallery(UUID event, List<ImageDetails> gallery) {
		replace(event, (partWriter) -> writeGallery(event, gallery, partWriter));
	}

	void replaceFaqs(UUID event, List<FaqDetails> faqs) {
		replace(event, (partWriter) -> writeFaqs(event, faqs, partWriter));
	}

	private void replace(UUID event, Consumer<PartWriter> parts) {
		PartReplacements replacements = new PartReplacements(this.dsl, List.of(event));
		parts.accept(replacements.of(event));
		replacements.execute();
	}

	private static void write(UUID event, EventDetails details, List<UUID> organizers, PartWriter partWriter) {
		writeOrganizers(event, details.start().instant(), organizers, partWriter);
		writeCategories(event, details.categories(), partWriter);
		writeTickets(event, details.tickets(), partWriter);
		writeGallery(event, details.gallery(), partWriter);
		writeFaqs(event, details.faqs(), partWriter);
		writeIdentifiers(event, details.facts().identifiers(), partWriter);
		partWriter.write(STRUCTURED_DATA.EVENT_ID, structuredDataRecords(event, details.structuredData()));
	}

	private static void writeIdentifiers(UUID event, List<IdentifierDetails> identifiers, PartWriter partWriter) {
		partWriter.write(EVENT_IDENTIFIER.EVENT_ID,
				withPositions(identifiers, (identifier, position) -> new EventIdentifierRecord(event, position,
						identifier.identifierKind().name(), identifier.value())));
	}

	private static void writeOrganizers(UUID event, Instant startsAt, List<UUID> organizers, PartWriter partWriter) {
		partWriter.write(EVENT_ORGANIZER.EVENT_ID, withPositions(organizers,
				(organizer, position) -> new EventOrganizerRecord(event, position, organizer, startsAt)));
	}

	private static void writePerformers(UUID event, Instant startsAt, List<UUID> performers, PartWriter partWriter) {
		partWriter.write(EVENT_PERFORMER.EVENT_ID, withPositions(performers,
				(performer, position) -> new EventPerformerRecord(event, position, performer, startsAt)));
	}

	private static void writeCategories(UUID event, List<CategoryDetails> categories, PartWriter partWriter) {
		partWriter.write(EVENT_CATEGORY.EVENT_ID, withPositions(categories,
				(categoryDetails, position) -> new EventCategoryRecord(event, position, categoryDetails.slug())));
	}

	private static void writeTickets(UUID event, List<TicketDetails> tickets, PartWriter partWriter) {
		partWriter.write(TICKET.EVENT_ID, TICKET_IDS, withPositions(tickets,
				(ticketDetails, position) -> EventPartRecords.ticket(event, position, ticketDetails)));
	}

	private static void writeGallery(UUID event, List<ImageDetails> gallery, PartWriter partWriter) {
		partWriter.write(IMAGE.EVENT_ID, IMAGE_IDS, withPositions(gallery,
				(imageDetails, position) -> EventPartRecords.image(event, position, imageDetails)));
	}

	private static void writeFaqs(UUID event, List<FaqDetails> faqs, PartWriter partWriter) {
		partWriter.write(FAQ.EVENT_ID, FAQ_IDS, withPositions(faqs, (faqDetails, position) -> new FaqRecord(event,
				position, faqDetails.question(), faqDetails.answer(), UUID.randomUUID())));
	}

	/**
	 * Inserts in the order of the slugs, so that concurrent transactions do not deadlock.
	 */
	private void addCategories(List<CategoryDetails> categories) {
		Map<String, CategoryDetails> bySlug = new TreeMap<>();
		categories.forEach((category) -> bySlug.putIfAbsent(category.slug(), category));
		if (!bySlug.isEmpty()) {
			this.dsl.insertInto(CATEGORY)
				.set(bySlug.values()
					.stream()
					.map((category) -> new CategoryRecord(category.slug(), category.name(), UUID.randomUUID()))
					.toList())
				.onConflictDoNothing()
				.execute();
		}
	}

	private static List<StructuredDataRecord> structuredDataRecords(UUID event, @Nullable String source) {
		return (source != null) ? List.of(new StructuredDataRecord(event, source)) : List.of();
	}

	private static <T, R> List<R> withPositions(List<T> parts, BiFunction<T, Short, R> record) {
		return IntStream.range(0, parts.size()).mapToObj((i) -> record.apply(parts.get(i), (short) i)).toList();
	}

}
