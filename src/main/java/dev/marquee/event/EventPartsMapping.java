package dev.marquee.event;

import java.math.BigDecimal;

import dev.marquee.db.tables.Faq;
import dev.marquee.db.tables.Image;
import dev.marquee.db.tables.ListingSource;
import dev.marquee.db.tables.StructuredData;
import dev.marquee.db.tables.Ticket;
import dev.marquee.query.compile.GlobalId;
import dev.marquee.query.compile.TypeMapping;
import org.jooq.Field;
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
			.object("price", (ticket) -> ticket.PRICE_AMOUNT.isNotNull(),
					(ticket) -> new MoneyColumns(ticket.PRICE_AMOUNT, ticket.PRICE_CURRENCY))
			.field("priceKind", (ticket) -> ticket.PRICE_KIND)
			.field("availability", (ticket) -> ticket.AVAILABILITY)
			.object("maxPrice", (ticket) -> ticket.MAX_PRICE_AMOUNT.isNotNull(),
					(ticket) -> new MoneyColumns(ticket.MAX_PRICE_AMOUNT, ticket.PRICE_CURRENCY))
			.field("saleStartsAt", (ticket) -> ticket.SALE_STARTS_AT)
			.field("saleEndsAt", (ticket) -> ticket.SALE_ENDS_AT)
			.field("stock", (ticket) -> ticket.STOCK)
			.longText("description", (ticket) -> ticket.DESCRIPTION)
			.field("category", (ticket) -> ticket.CATEGORY);
	}

	@Bean
	TypeMapping<?> moneyType() {
		return TypeMapping.<MoneyColumns>of("Money", MoneyColumns.class)
			.field("amount", MoneyColumns::amount)
			.field("currency", MoneyColumns::currency);
	}

	@Bean
	TypeMapping<Image> imageType() {
		return TypeMapping.of("Image", IMAGE)
			.field("id", (image) -> GlobalId.expression("img", image.ID))
			.field("url", (image) -> image.URL)
			.longText("alt", (image) -> image.ALT)
			.field("role", (image) -> image.ROLE)
			.field("width", (image) -> image.WIDTH)
			.field("height", (image) -> image.HEIGHT)
			.longText("caption", (image) -> image.CAPTION);
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
			.field("importedAt", (source) -> source.IMPORTED_AT)
			.field("sequence", (source) -> source.SEQUENCE)
			.field("modifiedAt", (source) -> source.MODIFIED_AT);
	}

	/**
	 * The columns of a price.
	 */
	private record MoneyColumns(Field<BigDecimal> amount, Field<String> currency) {
	}

}
