package dev.marquee.ingest.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Makes one draft of what the page and the JSON-LD say: what one leaves out the other
 * fills in; where they disagree, the page wins, unless the JSON-LD is more precise. Times
 * are left to {@link EventTimeResolver}, which needs the zone.
 */
public class PartialListingMerger {

	private static final int MIN_TRUNCATED_LENGTH = 40;

	private final DocumentLocation location;

	private final DocumentProblems documentProblems;

	public PartialListingMerger(DocumentLocation documentLocation, DocumentProblems documentProblems) {
		this.location = documentLocation;
		this.documentProblems = documentProblems;
	}

	public PartialListing merge(PartialListing page, PartialListing data) {
		return new PartialListing(preferText("name", page.name(), data.name()),
				preferText("url", page.url(), data.url()), mergeDescription(page.description(), data.description()),
				page.start(), page.end(), firstNonNull(page.status(), data.status()),
				firstNonNull(data.attendanceMode(), page.attendanceMode()), page.interestedCount(), page.categories(),
				mergeVenue(page.venue(), data.venue()), mergeOrganizers(page.organizers(), data.organizers()),
				page.affiliateId(), mergeTickets(page.tickets(), data.tickets()),
				page.gallery().isEmpty() ? data.gallery() : page.gallery(), page.faqs());
	}

	private static <T> @Nullable T firstNonNull(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

	private <T> @Nullable T preferText(String label, @Nullable T page, @Nullable T data) {
		if (page != null && data != null && !page.equals(data)) {
			warnOfConflict(label, "the page");
		}
		return firstNonNull(page, data);
	}

	private void warnOfConflict(String label, String winner) {
		this.documentProblems.warn(this.location, "disagreement",
				"page and JSON-LD disagree about the " + label + ": " + winner + " wins");
	}

	private @Nullable String mergeDescription(@Nullable String page, @Nullable String data) {
		if (page == null || data == null || isPrefixOf(data, page)) {
			return firstNonNull(page, data);
		}
		boolean isPageTruncated = page.length() >= MIN_TRUNCATED_LENGTH && isPrefixOf(page, data);
		warnOfConflict("description", isPageTruncated ? "the JSON-LD, which goes on where the page ends," : "the page");
		return isPageTruncated ? data : page;
	}

	private static boolean isPrefixOf(String part, String whole) {
		return withoutWhitespace(whole).startsWith(withoutWhitespace(part.replaceFirst("(?:\\.{3}|\u2026)\\s*$", "")));
	}

	private static String withoutWhitespace(String text) {
		return text.replaceAll("\\s+", "");
	}

	private @Nullable VenueDetails mergeVenue(@Nullable VenueDetails page, @Nullable VenueDetails data) {
		if (page == null || data == null) {
			return firstNonNull(page, data);
		}
		boolean isCountryFromData = page.country() == null && page.countryCode() == null;
		String code = firstNonNull(page.countryCode(), data.countryCode());
		if (code != null && data.countryCode() != null && !code.equals(data.countryCode())) {
			warnOfConflict("country", "the page");
		}
		boolean isPointKnown = page.latitude() != null;
		if (isPointKnown && data.latitude() != null && areFarApart(page, data)) {
			warnOfConflict("coordinates", "the page");
		}
		return new VenueDetails(page.name(), firstNonNull(page.fullAddress(), data.fullAddress()),
				firstNonNull(page.city(), data.city()), firstNonNull(page.state(), data.state()),
				isCountryFromData ? data.country() : page.country(), code,
				isPointKnown ? page.latitude() : data.latitude(), isPointKnown ? page.longitude() : data.longitude());
	}

	private static boolean areFarApart(VenueDetails page, VenueDetails data) {
		return distance(page.latitude(), data.latitude()) > 0.01 || distance(page.longitude(), data.longitude()) > 0.01;
	}

	private static double distance(@Nullable Double one, @Nullable Double other) {
		return (one != null && other != null) ? Math.abs(one - other) : 0;
	}

	private List<OrganizerDetails> mergeOrganizers(List<OrganizerDetails> page, List<OrganizerDetails> data) {
		if (page.isEmpty() || data.isEmpty()) {
			return page.isEmpty() ? data : page;
		}
		List<OrganizerDetails> organizers = new ArrayList<>();
		for (OrganizerDetails organizer : page) {
			Optional<OrganizerDetails> same = findByProperty(data, organizer.url(), OrganizerDetails::url)
				.or(() -> findByProperty(data, organizer.name(), OrganizerDetails::name));
			organizers.add(same.map((other) -> merged(organizer, other)).orElse(organizer));
			if (same.isEmpty()) {
				warnOfConflict("organizer " + UntrustedText.quote(organizer.name()), "the page");
			}
		}
		return organizers;
	}

	private static OrganizerDetails merged(OrganizerDetails page, OrganizerDetails data) {
		return new OrganizerDetails(page.name(), firstNonNull(page.url(), data.url()),
				firstNonNull(page.sourceId(), data.sourceId()), firstNonNull(page.description(), data.description()));
	}

	private static <T> Optional<T> findByProperty(List<T> data, @Nullable String value,
			Function<T, @Nullable String> property) {
		Predicate<T> matches = (element) -> value != null && Objects.equals(property.apply(element), value);
		return data.stream().filter(matches).findFirst();
	}

	private List<TicketDetails> mergeTickets(List<TicketDetails> page, List<TicketDetails> data) {
		if (page.isEmpty()) {
			return data;
		}
		boolean bothHaveOne = page.size() == 1 && data.size() == 1;
		return page.stream()
			.map((ticketDetails) -> matchingOffer(ticketDetails, data, bothHaveOne)
				.map((offer) -> merged(ticketDetails, offer))
				.orElse(ticketDetails))
			.toList();
	}

	private static Optional<TicketDetails> matchingOffer(TicketDetails ticketDetails, List<TicketDetails> offers,
			boolean bothHaveOne) {
		if (bothHaveOne) {
			return offers.stream().findFirst();
		}
		return findByProperty(offers, ticketDetails.name(), TicketDetails::name)
			.or(() -> onlyMatch(offers, ticketDetails.url()));
	}

	private static Optional<TicketDetails> onlyMatch(List<TicketDetails> offers, @Nullable String url) {
		List<TicketDetails> same = offers.stream().filter((offer) -> url != null && url.equals(offer.url())).toList();
		return (same.size() == 1) ? Optional.of(same.getFirst()) : Optional.empty();
	}

	private TicketDetails merged(TicketDetails page, TicketDetails data) {
		boolean isPriceKnown = page.price().priceKind() != Price.PriceKind.UNKNOWN;
		boolean isLessPrecise = page.price().equals(Price.PAID_UNKNOWN_AMOUNT) && data.price().amount() != null;
		Price price = (isPriceKnown && !isLessPrecise) ? page.price() : data.price();
		if (data.price().priceKind() != Price.PriceKind.UNKNOWN && !price.equals(data.price())) {
			warnOfConflict("price", "the page");
		}
		Availability availability = (page.availability() != Availability.UNKNOWN) ? page.availability()
				: data.availability();
		if (data.availability() != Availability.UNKNOWN && availability != data.availability()) {
			warnOfConflict("availability", "the page");
		}
		return new TicketDetails(firstNonNull(page.name(), data.name()), firstNonNull(page.url(), data.url()), price,
				availability);
	}

}
