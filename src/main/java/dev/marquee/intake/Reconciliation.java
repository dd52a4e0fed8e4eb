package dev.marquee.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.marquee.event.Price;
import dev.marquee.event.Ticket;
import dev.marquee.event.Ticket.Availability;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Makes one draft of what the page and the JSON-LD say: what one leaves out the other
 * fills in; where they disagree, the page wins, unless the JSON-LD is more precise. Times
 * are left to {@link TimeReconciliation}, which needs the zone.
 */
class Reconciliation {

	private static final int LEAST_TRUNCATED = 40;

	private final Where where;

	private final Problems problems;

	Reconciliation(Where where, Problems problems) {
		this.where = where;
		this.problems = problems;
	}

	Draft merge(Draft page, Draft data) {
		return new Draft(pick("name", page.name(), data.name()), pick("url", page.url(), data.url()),
				description(page.description(), data.description()), page.start(), page.end(),
				known(page.status(), data.status()), known(data.attendanceMode(), page.attendanceMode()),
				page.interestedCount(), page.categories(), venue(page.venue(), data.venue()),
				organizers(page.organizers(), data.organizers()), page.affiliateId(),
				tickets(page.tickets(), data.tickets()), page.gallery().isEmpty() ? data.gallery() : page.gallery(),
				page.faqs());
	}

	private static <T> @Nullable T known(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

	private <T> @Nullable T pick(String what, @Nullable T page, @Nullable T data) {
		if (page != null && data != null && !page.equals(data)) {
			warnOfDisagreement(what, "the page");
		}
		return known(page, data);
	}

	private void warnOfDisagreement(String what, String winner) {
		this.problems.warn(this.where, "disagreement",
				"page and JSON-LD disagree about the " + what + ": " + winner + " wins");
	}

	private @Nullable String description(@Nullable String page, @Nullable String data) {
		if (page == null || data == null || isBeginOf(data, page)) {
			return known(page, data);
		}
		boolean isPageTruncated = page.length() >= LEAST_TRUNCATED && isBeginOf(page, data);
		warnOfDisagreement("description",
				isPageTruncated ? "the JSON-LD, which goes on where the page ends," : "the page");
		return isPageTruncated ? data : page;
	}

	private static boolean isBeginOf(String part, String whole) {
		return spaceless(whole).startsWith(spaceless(part.replaceFirst("(?:\\.{3}|\u2026)\\s*$", "")));
	}

	private static String spaceless(String text) {
		return text.replaceAll("\\s+", "");
	}

	private @Nullable VenueDetails venue(@Nullable VenueDetails page, @Nullable VenueDetails data) {
		if (page == null || data == null) {
			return known(page, data);
		}
		boolean isCountryFromData = page.country() == null && page.countryCode() == null;
		String code = known(page.countryCode(), data.countryCode());
		if (code != null && data.countryCode() != null && !code.equals(data.countryCode())) {
			warnOfDisagreement("country", "the page");
		}
		boolean isPointKnown = page.latitude() != null;
		if (isPointKnown && data.latitude() != null && isFar(page, data)) {
			warnOfDisagreement("coordinates", "the page");
		}
		return new VenueDetails(page.name(), known(page.fullAddress(), data.fullAddress()),
				known(page.city(), data.city()), known(page.state(), data.state()),
				isCountryFromData ? data.country() : page.country(), code,
				isPointKnown ? page.latitude() : data.latitude(), isPointKnown ? page.longitude() : data.longitude());
	}

	private static boolean isFar(VenueDetails page, VenueDetails data) {
		return distance(page.latitude(), data.latitude()) > 0.01 || distance(page.longitude(), data.longitude()) > 0.01;
	}

	private static double distance(@Nullable Double one, @Nullable Double other) {
		return (one != null && other != null) ? Math.abs(one - other) : 0;
	}

	private List<OrganizerDetails> organizers(List<OrganizerDetails> page, List<OrganizerDetails> data) {
		if (page.isEmpty() || data.isEmpty()) {
			return page.isEmpty() ? data : page;
		}
		List<OrganizerDetails> organizers = new ArrayList<>();
		for (OrganizerDetails organizer : page) {
			Optional<OrganizerDetails> same = same(data, organizer.url(), OrganizerDetails::url)
				.or(() -> same(data, organizer.name(), OrganizerDetails::name));
			organizers.add(same.map((other) -> filled(organizer, other)).orElse(organizer));
			if (same.isEmpty()) {
				warnOfDisagreement("organizer " + Quotation.of(organizer.name()), "the page");
			}
		}
		return organizers;
	}

	private static OrganizerDetails filled(OrganizerDetails page, OrganizerDetails data) {
		return new OrganizerDetails(page.name(), known(page.url(), data.url()), known(page.sourceId(), data.sourceId()),
				known(page.description(), data.description()));
	}

	private static <T> Optional<T> same(List<T> data, @Nullable String value, Function<T, @Nullable String> property) {
		Predicate<T> isSame = (element) -> value != null && Objects.equals(property.apply(element), value);
		return data.stream().filter(isSame).findFirst();
	}

	private List<Ticket> tickets(List<Ticket> page, List<Ticket> data) {
		if (page.isEmpty()) {
			return data;
		}
		boolean isOneEach = page.size() == 1 && data.size() == 1;
		return page.stream()
			.map((ticket) -> offer(ticket, data, isOneEach).map((offer) -> filled(ticket, offer)).orElse(ticket))
			.toList();
	}

	private static Optional<Ticket> offer(Ticket ticket, List<Ticket> offers, boolean isOneEach) {
		if (isOneEach) {
			return offers.stream().findFirst();
		}
		return same(offers, ticket.name(), Ticket::name).or(() -> onlyOne(offers, ticket.url()));
	}

	private static Optional<Ticket> onlyOne(List<Ticket> offers, @Nullable String url) {
		List<Ticket> same = offers.stream().filter((offer) -> url != null && url.equals(offer.url())).toList();
		return (same.size() == 1) ? Optional.of(same.getFirst()) : Optional.empty();
	}

	private Ticket filled(Ticket page, Ticket data) {
		boolean isPriceKnown = page.price().kind() != Price.Kind.UNKNOWN;
		boolean isVaguer = page.price().equals(Price.UNTOLD) && data.price().amount() != null;
		Price price = (isPriceKnown && !isVaguer) ? page.price() : data.price();
		if (data.price().kind() != Price.Kind.UNKNOWN && !price.equals(data.price())) {
			warnOfDisagreement("price", "the page");
		}
		Availability availability = (page.availability() != Availability.UNKNOWN) ? page.availability()
				: data.availability();
		if (data.availability() != Availability.UNKNOWN && availability != data.availability()) {
			warnOfDisagreement("availability", "the page");
		}
		return new Ticket(known(page.name(), data.name()), known(page.url(), data.url()), price, availability);
	}

}
