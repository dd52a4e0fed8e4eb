package dev.marquee.event;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

import dev.marquee.schema.tables.records.CategoryRecord;
import dev.marquee.schema.tables.records.EventCategoryRecord;
import dev.marquee.schema.tables.records.EventOrganizerRecord;
import dev.marquee.schema.tables.records.FaqRecord;
import dev.marquee.schema.tables.records.ImageRecord;
import dev.marquee.schema.tables.records.StructuredDataRecord;
import dev.marquee.schema.tables.records.TicketRecord;
import org.jooq.DSLContext;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

import static dev.marquee.schema.Tables.CATEGORY;
import static dev.marquee.schema.Tables.EVENT_CATEGORY;
import static dev.marquee.schema.Tables.EVENT_ORGANIZER;
import static dev.marquee.schema.Tables.FAQ;
import static dev.marquee.schema.Tables.IMAGE;
import static dev.marquee.schema.Tables.STRUCTURED_DATA;
import static dev.marquee.schema.Tables.TICKET;

/**
 * The rows that belong to an event: one statement a table writes them all.
 */
class EventParts {

	private final DSLContext dsl;

	EventParts(DSLContext dsl) {
		this.dsl = dsl;
	}

	void add(UUID event, EventDetails details, List<UUID> organizers) {
		write(event, details, organizers, new Insertion());
	}

	void replace(UUID event, EventDetails details, List<UUID> organizers) {
		write(event, details, organizers, new Replacement(event));
	}

	void replaceOrganizers(UUID event, Instant startsAt, List<UUID> organizers) {
		writeOrganizers(event, startsAt, organizers, new Replacement(event));
	}

	void replaceCategories(UUID event, List<Category> categories) {
		writeCategories(event, categories, new Replacement(event));
	}

	void replaceTickets(UUID event, List<Ticket> tickets) {
		writeTickets(event, tickets, new Replacement(event));
	}

	void replaceGallery(UUID event, List<Image> gallery) {
		writeGallery(event, gallery, new Replacement(event));
	}

	void replaceFaqs(UUID event, List<Faq> faqs) {
		writeFaqs(event, faqs, new Replacement(event));
	}

	private void write(UUID event, EventDetails details, List<UUID> organizers, Writing writing) {
		writeOrganizers(event, details.start().instant(), organizers, writing);
		writeCategories(event, details.categories(), writing);
		writeTickets(event, details.tickets(), writing);
		writeGallery(event, details.gallery(), writing);
		writeFaqs(event, details.faqs(), writing);
		writing.write(STRUCTURED_DATA.EVENT_ID, structuredData(event, details.structuredData()));
	}

	private static void writeOrganizers(UUID event, Instant startsAt, List<UUID> organizers, Writing writing) {
		writing.write(EVENT_ORGANIZER.EVENT_ID, numbered(organizers,
				(organizer, position) -> new EventOrganizerRecord(event, position, organizer, startsAt)));
	}

	private void writeCategories(UUID event, List<Category> categories, Writing writing) {
		addCategories(categories);
		writing.write(EVENT_CATEGORY.EVENT_ID, numbered(categories,
				(category, position) -> new EventCategoryRecord(event, position, category.slug())));
	}

	private static void writeTickets(UUID event, List<Ticket> tickets, Writing writing) {
		writing.write(TICKET.EVENT_ID, numbered(tickets, (ticket, position) -> ticketRecord(event, position, ticket)));
	}

	private static void writeGallery(UUID event, List<Image> gallery, Writing writing) {
		writing.write(IMAGE.EVENT_ID, numbered(gallery,
				(image, position) -> new ImageRecord(event, position, image.url(), image.alt(), image.role().name())));
	}

	private static void writeFaqs(UUID event, List<Faq> faqs, Writing writing) {
		writing.write(FAQ.EVENT_ID,
				numbered(faqs, (faq, position) -> new FaqRecord(event, position, faq.question(), faq.answer())));
	}

	/**
	 * In the order of the slugs, so that two transactions never wait for each other.
	 */
	private void addCategories(List<Category> categories) {
		List<CategoryRecord> records = categories.stream()
			.sorted(Comparator.comparing(Category::slug))
			.map((category) -> new CategoryRecord(category.slug(), category.name()))
			.toList();
		if (!records.isEmpty()) {
			this.dsl.insertInto(CATEGORY).set(records).onConflictDoNothing().execute();
		}
	}

	private static TicketRecord ticketRecord(UUID event, short position, Ticket ticket) {
		Price price = ticket.price();
		return new TicketRecord(event, position, ticket.name(), ticket.url(), price.kind().name(),
				asStored(price.amount()), price.currency(), ticket.availability().name());
	}

	/**
	 * With the column's scale: to {@code equals} 25 and 25.0000 are two amounts.
	 */
	private static @Nullable BigDecimal asStored(@Nullable BigDecimal amount) {
		return (amount != null) ? amount.setScale(TICKET.PRICE_AMOUNT.getDataType().scale()) : null;
	}

	private static List<StructuredDataRecord> structuredData(UUID event, @Nullable String source) {
		return (source != null) ? List.of(new StructuredDataRecord(event, source)) : List.of();
	}

	private static <T, R> List<R> numbered(List<T> parts, BiFunction<T, Short, R> record) {
		return IntStream.range(0, parts.size()).mapToObj((i) -> record.apply(parts.get(i), (short) i)).toList();
	}

	private interface Writing {

		<R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, List<R> rows);

	}

	private class Insertion implements Writing {

		@Override
		public <R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, List<R> rows) {
			if (!rows.isEmpty()) {
				EventParts.this.dsl.insertInto(Objects.requireNonNull(eventId.getTable())).set(rows).execute();
			}
		}

	}

	/**
	 * Writes only what differs: every write moves the event's version.
	 */
	private class Replacement extends Insertion {

		private final UUID event;

		Replacement(UUID event) {
			this.event = event;
		}

		@Override
		public <R extends UpdatableRecord<R>> void write(TableField<R, UUID> eventId, List<R> rows) {
			if (rows.equals(stored(eventId))) {
				return;
			}
			EventParts.this.dsl.deleteFrom(Objects.requireNonNull(eventId.getTable()))
				.where(eventId.eq(this.event))
				.execute();
			super.write(eventId, rows);
		}

		private <R extends UpdatableRecord<R>> List<R> stored(TableField<R, UUID> eventId) {
			var table = Objects.requireNonNull(eventId.getTable());
			var key = Objects.requireNonNull(table.getPrimaryKey());
			return List.copyOf(EventParts.this.dsl.selectFrom(table)
				.where(eventId.eq(this.event))
				.orderBy(key.getFields())
				.fetch());
		}

	}

}
