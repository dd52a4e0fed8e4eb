package dev.marquee.ingest.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.marquee.event.ImageDetails;
import dev.marquee.event.Price;
import dev.marquee.event.TicketDetails;
import dev.marquee.event.TicketDetails.Availability;
import dev.marquee.event.TicketTerms;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Merges the text and the JSON-LD of a document: each fills in the fields that the other
 * lacks, and on conflict the text wins unless the JSON-LD is more precise. Times are left
 * to {@link EventTimeResolver}, which needs the venue's zone.
 */
public class PartialListingMerger {

	private static final int MIN_TRUNCATED_LENGTH = 40;

	private final DocumentLocation location;

	private final DocumentProblems problems;

	public PartialListingMerger(DocumentLocation location, DocumentProblems problems) {
		this.location = location;
		this.problems = problems;
	}

	public PartialListing merge(PartialListing text, PartialListing jsonLd) {
		return PartialListing.builder()
			.name(preferText("name", text.name(), jsonLd.name()))
			.url(firstNonNull(text.url(), jsonLd.url()))
			.description(mergeDescription(text.description(), jsonLd.description()))
			.start(text.start())
			.end(text.end())
			.previousStart(jsonLd.previousStart())
			.status(firstNonNull(text.status(), jsonLd.status()))
			.attendanceMode(firstNonNull(jsonLd.attendanceMode(), text.attendanceMode()))
			.interestedCount(text.interestedCount())
			.categories(text.categories().isEmpty() ? jsonLd.categories() : text.categories())
			.venue(mergeVenue(text.venue(), jsonLd.venue()))
			.organizers(mergeOrganizers(text.organizers(), jsonLd.organizers()))
			.affiliateId(text.affiliateId())
			.tickets(mergeTickets(text.tickets(), jsonLd.tickets()))
			.gallery(mergeGallery(text.gallery(), jsonLd.gallery()))
			.faqs((jsonLd.faqs().size() > text.faqs().size()) ? jsonLd.faqs() : text.faqs())
			.recurrence(firstNonNull(text.recurrence(), jsonLd.recurrence()))
			.facts(text.facts().or(jsonLd.facts()))
			.build();
	}

	private static <T> @Nullable T firstNonNull(@Nullable T first, @Nullable T second) {
		return (first != null) ? first : second;
	}

	private <T> @Nullable T preferText(String label, @Nullable T text, @Nullable T jsonLd) {
		if (text != null && jsonLd != null && !text.equals(jsonLd)) {
			warnOfConflict(label, "the text");
		}
		return firstNonNull(text, jsonLd);
	}

	private void warnOfConflict(String label, String winner) {
		this.problems.warn(this.location, "disagreement",
				"The text and the JSON-LD disagree about the " + label + ": " + winner + " wins.");
	}

	private @Nullable String mergeDescription(@Nullable String text, @Nullable String jsonLd) {
		if (text == null || jsonLd == null || isPrefixOf(jsonLd, text)) {
			return firstNonNull(text, jsonLd);
		}
		boolean isTextTruncated = text.length() >= MIN_TRUNCATED_LENGTH && isPrefixOf(text, jsonLd);
		warnOfConflict("description", isTextTruncated ? "the longer JSON-LD" : "the text");
		return isTextTruncated ? jsonLd : text;
	}

	private static boolean isPrefixOf(String part, String whole) {
		return withoutWhitespace(whole).startsWith(withoutWhitespace(part.replaceFirst("(?:\\.{3}|\u2026)\\s*$", "")));
	}

	private static String withoutWhitespace(String text) {
		return text.replaceAll("\\s+", "");
	}

	private @Nullable VenueDetails mergeVenue(@Nullable VenueDetails text, @Nullable VenueDetails jsonLd) {
		if (text == null || jsonLd == null) {
			return firstNonNull(text, jsonLd);
		}
		boolean isCountryFromJsonLd = text.country() == null && text.countryCode() == null;
		String code = firstNonNull(text.countryCode(), jsonLd.countryCode());
		if (code != null && jsonLd.countryCode() != null && !code.equals(jsonLd.countryCode())) {
			warnOfConflict("country", "the text");
		}
		boolean isPointKnown = text.latitude() != null;
		if (isPointKnown && jsonLd.latitude() != null && areFarApart(text, jsonLd)) {
			warnOfConflict("coordinates", "the text");
		}
		return new VenueDetails(text.name(), firstNonNull(text.fullAddress(), jsonLd.fullAddress()),
				firstNonNull(text.city(), jsonLd.city()), firstNonNull(text.state(), jsonLd.state()),
				isCountryFromJsonLd ? jsonLd.country() : text.country(), code,
				isPointKnown ? text.latitude() : jsonLd.latitude(),
				isPointKnown ? text.longitude() : jsonLd.longitude(), text.contact().or(jsonLd.contact()));
	}

	private static boolean areFarApart(VenueDetails text, VenueDetails jsonLd) {
		return distance(text.latitude(), jsonLd.latitude()) > 0.01
				|| distance(text.longitude(), jsonLd.longitude()) > 0.01;
	}

	private static double distance(@Nullable Double one, @Nullable Double other) {
		return (one != null && other != null) ? Math.abs(one - other) : 0;
	}

	/**
	 * The organizers of the text and, if the JSON-LD has one of them, also its others.
	 */
	private List<OrganizerDetails> mergeOrganizers(List<OrganizerDetails> text, List<OrganizerDetails> jsonLd) {
		if (text.isEmpty() || jsonLd.isEmpty()) {
			return text.isEmpty() ? jsonLd : text;
		}
		List<OrganizerDetails> organizers = new ArrayList<>();
		List<OrganizerDetails> others = new ArrayList<>(jsonLd);
		for (OrganizerDetails organizer : text) {
			Optional<OrganizerDetails> same = findByProperty(jsonLd, organizer.url(), OrganizerDetails::url)
				.or(() -> findByProperty(jsonLd, organizer.name(), OrganizerDetails::name));
			organizers.add(same.map((other) -> merged(organizer, other)).orElse(organizer));
			same.ifPresent(others::remove);
			if (same.isEmpty()) {
				warnOfConflict("organizer " + UntrustedText.quote(organizer.name()), "the text");
			}
		}
		if (others.size() < jsonLd.size()) {
			organizers.addAll(others);
		}
		return organizers;
	}

	private static OrganizerDetails merged(OrganizerDetails text, OrganizerDetails jsonLd) {
		return new OrganizerDetails(text.name(), firstNonNull(text.url(), jsonLd.url()),
				firstNonNull(text.sourceId(), jsonLd.sourceId()),
				firstNonNull(text.description(), jsonLd.description()), text.contact().or(jsonLd.contact()));
	}

	private static <T> Optional<T> findByProperty(List<T> jsonLd, @Nullable String value,
			Function<T, @Nullable String> property) {
		Predicate<T> matches = (element) -> value != null && Objects.equals(property.apply(element), value);
		return jsonLd.stream().filter(matches).findFirst();
	}

	/**
	 * The images of the part that has more, with what the other part states of the same
	 * ones.
	 */
	private static List<ImageDetails> mergeGallery(List<ImageDetails> text, List<ImageDetails> jsonLd) {
		if (jsonLd.size() > text.size()) {
			return jsonLd.stream()
				.map((image) -> findByProperty(text, image.url(), ImageDetails::url)
					.map((same) -> same.withSize(image.width(), image.height()).withCaption(image.caption()))
					.orElse(image))
				.toList();
		}
		return text.stream().map((image) -> {
			Optional<ImageDetails> same = findByProperty(jsonLd, image.url(), ImageDetails::url);
			return same.map((other) -> image.withSize(other.width(), other.height()).withCaption(other.caption()))
				.orElse(image);
		}).toList();
	}

	private List<TicketDetails> mergeTickets(List<TicketDetails> text, List<TicketDetails> jsonLd) {
		boolean isUrlOnly = text.stream().noneMatch(PartialListingMerger::saysMoreThanUrl);
		if (text.isEmpty() || (isUrlOnly && !jsonLd.isEmpty() && (text.size() != 1 || jsonLd.size() != 1))) {
			return withUrl(jsonLd, text);
		}
		boolean bothHaveOne = text.size() == 1 && jsonLd.size() == 1;
		return text.stream()
			.map((ticket) -> findOffer(ticket, jsonLd, bothHaveOne).map((offer) -> merged(ticket, offer))
				.orElse(ticket))
			.toList();
	}

	private static boolean saysMoreThanUrl(TicketDetails ticket) {
		return ticket.name() != null || ticket.price().priceKind() != Price.PriceKind.UNKNOWN
				|| ticket.availability() != Availability.UNKNOWN;
	}

	/** The tickets with the only URL of the others, where they have none. */
	private static List<TicketDetails> withUrl(List<TicketDetails> tickets, List<TicketDetails> others) {
		String url = (others.size() == 1) ? others.getFirst().url() : null;
		return tickets.stream()
			.map((ticket) -> (ticket.url() != null || url == null) ? ticket
					: new TicketDetails(ticket.name(), url, ticket.price(), ticket.availability(), ticket.terms()))
			.toList();
	}

	private static Optional<TicketDetails> findOffer(TicketDetails ticket, List<TicketDetails> offers,
			boolean bothHaveOne) {
		if (bothHaveOne) {
			return offers.stream().findFirst();
		}
		return findByProperty(offers, ticket.name(), TicketDetails::name).or(() -> onlyMatch(offers, ticket.url()));
	}

	private static Optional<TicketDetails> onlyMatch(List<TicketDetails> offers, @Nullable String url) {
		List<TicketDetails> same = offers.stream().filter((offer) -> url != null && url.equals(offer.url())).toList();
		return (same.size() == 1) ? Optional.of(same.getFirst()) : Optional.empty();
	}

	private TicketDetails merged(TicketDetails text, TicketDetails jsonLd) {
		boolean isPriceKnown = text.price().priceKind() != Price.PriceKind.UNKNOWN;
		boolean isLessPrecise = text.price().equals(Price.PAID_UNKNOWN_AMOUNT) && jsonLd.price().amount() != null;
		Price price = (isPriceKnown && !isLessPrecise) ? text.price() : jsonLd.price();
		if (jsonLd.price().priceKind() != Price.PriceKind.UNKNOWN && !price.equals(jsonLd.price())) {
			warnOfConflict("price", "the text");
		}
		Availability availability = (text.availability() != Availability.UNKNOWN) ? text.availability()
				: jsonLd.availability();
		if (jsonLd.availability() != Availability.UNKNOWN && availability != jsonLd.availability()) {
			warnOfConflict("availability", "the text");
		}
		TicketTerms terms = price.equals(jsonLd.price()) ? jsonLd.terms() : jsonLd.terms().withMaxPrice(null);
		return new TicketDetails(firstNonNull(text.name(), jsonLd.name()), firstNonNull(text.url(), jsonLd.url()),
				price, availability, text.terms().or(terms));
	}

}
