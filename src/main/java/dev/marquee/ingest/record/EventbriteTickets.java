package dev.marquee.ingest.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.event.TicketTerms;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.PriceReader;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the tickets of an event of Eventbrite: its ticket classes, or else the range of
 * their prices.
 */
final class EventbriteTickets {

	private EventbriteTickets() {
	}

	static List<TicketDetails> read(ApiRecord event, @Nullable VenueDetails venue, RecordValues values) {
		PriceReader prices = new PriceReader(values.problems(), (venue != null) ? venue.countryCode() : null);
		List<TicketDetails> tickets = event.all("ticket_classes")
			.stream()
			.filter((ticket) -> !ticket.isTrue("hidden"))
			.map((ticket) -> ticket(ticket, prices, values))
			.toList();
		if (!tickets.isEmpty()) {
			return ListingLimits.truncate(ListingLimits.MAX_PARTS, tickets, event.location("ticket_classes"),
					values.problems());
		}
		ApiRecord availability = event.get("ticket_availability");
		ApiRecord minimum = availability.get("minimum_ticket_price");
		boolean isFree = event.isTrue("is_free") || availability.isTrue("is_free");
		Price lowest = isFree ? Price.FREE : price(minimum, prices);
		if (lowest.equals(Price.UNKNOWN) && !availability.has("is_sold_out")) {
			return List.of();
		}
		Price highest = price(availability.get("maximum_ticket_price"), prices);
		BigDecimal maximum = highest.amount();
		boolean isRange = lowest.amount() != null && maximum != null && maximum.compareTo(lowest.amount()) > 0;
		Availability state = availability.isTrue("is_sold_out") ? Availability.SOLD_OUT
				: availability.isTrue("has_available_tickets") ? Availability.IN_STOCK : Availability.UNKNOWN;
		return List.of(new TicketDetails(null, null, lowest, state,
				TicketTerms.UNKNOWN.withMaxPrice(isRange ? maximum : null)));
	}

	private static TicketDetails ticket(ApiRecord ticket, PriceReader prices, RecordValues values) {
		Price price = ticket.isTrue("free") ? Price.FREE : price(ticket.get("cost"), prices);
		Availability availability = switch (Objects.requireNonNullElse(ticket.text("on_sale_status"), "")) {
			case "AVAILABLE" -> Availability.IN_STOCK;
			case "SOLD_OUT" -> Availability.SOLD_OUT;
			case "NOT_YET_ON_SALE" -> Availability.PRE_ORDER;
			default -> Availability.UNKNOWN;
		};
		Instant from = RecordValues.instant(ticket.text("sales_start"));
		Instant until = RecordValues.instant(ticket.text("sales_end"));
		boolean isPeriod = from == null || until == null || !until.isBefore(from);
		TicketTerms terms = new TicketTerms(null, isPeriod ? from : null, isPeriod ? until : null, null,
				values.line(ticket.text("description"), TicketTerms.MAX_DESCRIPTION_LENGTH,
						ticket.location("description")),
				values.line(ticket.text("category"), TicketTerms.MAX_CATEGORY_LENGTH, ticket.location("category")));
		return new TicketDetails(
				values.line(ticket.text("name"), ListingLimits.MAX_NAME_LENGTH, ticket.location("name")), null,
				ticket.isTrue("donation") ? Price.UNKNOWN : price, availability, terms);
	}

	/** {@code value} is in cents, {@code major_value} in units of the currency. */
	private static Price price(ApiRecord cost, PriceReader prices) {
		String amount = cost.text("major_value");
		String display = cost.text("display");
		return (amount != null) ? prices.readDecimal(amount, cost.text("currency"), cost.location())
				: (display != null) ? prices.read(display, cost.location()) : Price.UNKNOWN;
	}

}
