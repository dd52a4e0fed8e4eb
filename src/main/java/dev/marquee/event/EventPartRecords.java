package dev.marquee.event;

import java.math.BigDecimal;
import java.util.UUID;

import dev.marquee.db.tables.records.ImageRecord;
import dev.marquee.db.tables.records.TicketRecord;
import org.jspecify.annotations.Nullable;

import static dev.marquee.db.Tables.TICKET;

/**
 * The rows of tickets and images, with new ids.
 */
final class EventPartRecords {

	private EventPartRecords() {
	}

	static ImageRecord image(UUID event, short position, ImageDetails image) {
		return new ImageRecord(event, position, image.url(), image.alt(), image.imageRole().name(), UUID.randomUUID(),
				image.width(), image.height(), image.caption());
	}

	static TicketRecord ticket(UUID event, short position, TicketDetails ticket) {
		Price price = ticket.price();
		TicketTerms terms = ticket.terms();
		return new TicketRecord(event, position, ticket.name(), ticket.url(), price.priceKind().name(),
				withColumnScale(price.amount()), price.currency(), ticket.availability().name(), UUID.randomUUID(),
				withColumnScale(terms.maxPrice()), terms.saleStartsAt(), terms.saleEndsAt(), terms.stock(),
				terms.description(), terms.category());
	}

	/**
	 * Applies the scale of the column, since {@link BigDecimal#equals} distinguishes 25
	 * and 25.0000.
	 */
	private static @Nullable BigDecimal withColumnScale(@Nullable BigDecimal amount) {
		return (amount != null) ? amount.setScale(TICKET.PRICE_AMOUNT.getDataType().scale()) : null;
	}

}
