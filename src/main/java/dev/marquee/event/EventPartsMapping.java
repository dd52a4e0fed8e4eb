package dev.marquee.event;

import dev.marquee.db.tables.Faq;
import dev.marquee.db.tables.Image;
import dev.marquee.db.tables.ListingSource;
import dev.marquee.db.tables.StructuredData;
import dev.marquee.db.tables.Ticket;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static dev.marquee.db.Tables.FAQ;
import static dev.marquee.db.Tables.IMAGE;
import static dev.marquee.db.Tables.LISTING_SOURCE;
import static dev.marquee.db.Tables.STRUCTURED_DATA;
import static dev.marquee.db.Tables.TICKET;

/**
 * Mapping of the parts of an event to their tables: times, tickets, images, questions,
 * structured data and sources.
 */
@Configuration(proxyBeanMethods = false)
class EventPartsMapping {

	@Bean
	TypeMapping<EventTimeColumns> eventTimeType() {
		return TypeMapping.<EventTimeColumns>of("EventTime", EventTimeColumns.class)
			.field("instant", EventTimeColumns::instant)
			.field("local", (time) -> DSL.when(time.precision().eq(DSL.inline("MINUTE")), time.local()))
			.field("date", (time) -> time.local().cast(SQLDataType.LOCALDATE))
			.field("timeZone", EventTimeColumns::zone)
			.field("precision", EventTimeColumns::precision)
			.field("zoneSource", EventTimeColumns::zoneSource);
	}

	@Bean
	TypeMapping<Ticket> ticketType() {
		return TypeMapping.of("Ticket", TICKET)
			.field("id", (ticket) -> GlobalId.expression("tkt", ticket.ID))
			.field("name", (ticket) -> ticket.NAME)
			.field("url", (ticket) -> ticket.URL)
			.object("price", (ticket) -> ticket.PRICE_AMOUNT.isNotNull(), (ticket) -> ticket)
			.field("priceKind", (ticket) -> ticket.PRICE_KIND)
			.field("availability", (ticket) -> ticket.AVAILABILITY);
	}

	@Bean
	TypeMapping<Ticket> moneyType() {
		return TypeMapping.of("Money", TICKET)
			.field("amount", (ticket) -> ticket.PRICE_AMOUNT)
			.field("currency", (ticket) -> ticket.PRICE_CURRENCY);
	}

	@Bean
	TypeMapping<Image> imageType() {
		return TypeMapping.of("Image", IMAGE)
			.field("id", (image) -> GlobalId.expression("img", image.ID))
			.field("url", (image) -> image.URL)
			.longText("alt", (image) -> image.ALT)
			.field("role", (image) -> image.ROLE)
			.field("width", (image) -> image.WIDTH)
			.field("height", (image) -> image.HEIGHT);
	}

	@Bean
	TypeMapping<Faq> faqType() {
		return TypeMapping.of("Faq", FAQ)
			.field("id", (faq) -> GlobalId.expression("faq", faq.ID))
			.field("question", (faq) -> faq.QUESTION)
			.longText("answer", (faq) -> faq.ANSWER);
	}

	@Bean
	TypeMapping<StructuredData> structuredDataType() {
		return TypeMapping.of("StructuredData", STRUCTURED_DATA).longText("source", (data) -> data.SOURCE);
	}

	@Bean
	TypeMapping<ListingSource> listingSourceType() {
		return TypeMapping.of("ListingSource", LISTING_SOURCE)
			.field("name", (source) -> source.NAME)
			.field("sourceId", (source) -> source.SOURCE_ID)
			.field("url", (source) -> source.URL)
			.field("affiliateId", (source) -> source.AFFILIATE_ID)
			.field("documentHash", (source) -> source.DOCUMENT_HASH)
			.field("importedAt", (source) -> source.IMPORTED_AT);
	}

}
