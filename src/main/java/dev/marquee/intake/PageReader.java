package dev.marquee.intake;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.Category;
import dev.marquee.intake.ListingDocument.Entry;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.PlainText;
import dev.marquee.text.Slug;
import dev.marquee.text.WebAddress;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the page of a listing document says: everything but its JSON-LD.
 */
class PageReader {

	private final ListingDocument document;

	private final Problems problems;

	private final Cleaner cleaner;

	PageReader(ListingDocument document, Problems problems) {
		this.document = document;
		this.problems = problems;
		this.cleaner = new Cleaner(problems);
	}

	Draft read() {
		warnOfRepetitions();
		Optional<MomentReader.Range> time = time();
		VenueDetails venue = venue();
		PagePartsReader parts = new PagePartsReader(this.document, this.problems,
				(venue != null) ? venue.countryCode() : null);
		return new Draft(line(Key.NAME, Integer.MAX_VALUE), url(), description(),
				time.map(MomentReader.Range::start).orElse(null), time.map(MomentReader.Range::end).orElse(null), null,
				attendanceMode(), interestedCount(), categories(), venue, organizers(), line(Key.AFFILIATE_ID, 200),
				parts.tickets(), parts.gallery(), parts.faqs());
	}

	private void warnOfRepetitions() {
		Stream.of(Section.EVENT, Section.VENUE).map(this.document::entries).forEach((entries) -> {
			Set<Key> seen = EnumSet.noneOf(Key.class);
			for (Entry entry : entries) {
				if (seen.contains(entry.key())) {
					this.problems.warn(entry.where(), "repeated",
							entry.key().label() + " is repeated: only the first is taken");
				}
				else {
					seen.add(entry.key());
				}
			}
		});
	}

	private @Nullable String line(Key key, int longest) {
		return this.document.entry(key)
			.map((entry) -> this.cleaner.line(entry.value(), longest, key.label(), entry.where()))
			.orElse(null);
	}

	private @Nullable String url() {
		return this.document.entry(Key.EVENT_URL)
			.map((entry) -> this.cleaner.url(entry.value(), Key.EVENT_URL.label(), entry.where()))
			.orElse(null);
	}

	private @Nullable String description() {
		return this.document.entry(Key.DESCRIPTION)
			.map((entry) -> this.cleaner.block(entry.value(), Integer.MAX_VALUE, Key.DESCRIPTION.label(),
					entry.where()))
			.orElse(null);
	}

	private Optional<MomentReader.Range> time() {
		Optional<Entry> entry = this.document.entry(Key.TIME).filter((found) -> !found.value().isEmpty());
		if (entry.isEmpty()) {
			return Optional.empty();
		}
		Where where = entry.get().where();
		Optional<MomentReader.Range> range = new MomentReader(this.problems).readRange(entry.get().value(), where);
		if (range.isEmpty()) {
			this.problems.warn(where, "date_unreadable", "the date cannot be read");
		}
		return range;
	}

	private @Nullable AttendanceMode attendanceMode() {
		boolean isOnline = this.document.entry(Key.LOCATION)
			.filter((location) -> Vocabulary.isOnline(location.value()))
			.isPresent();
		return isOnline ? AttendanceMode.ONLINE : null;
	}

	private int interestedCount() {
		Optional<Entry> entry = this.document.entry(Key.INTERESTED_COUNT);
		String digits = entry.map((found) -> found.value().replaceAll("[,.\\s]", "")).orElse("");
		if (digits.matches("\\d{1,9}")) {
			return Integer.parseInt(digits);
		}
		entry.ifPresent((found) -> this.problems.warn(found.where(), "count_unreadable",
				Key.INTERESTED_COUNT.label() + " is not a count: taken as 0"));
		return 0;
	}

	private List<Category> categories() {
		Optional<Entry> entry = this.document.entry(Key.CATEGORIES);
		List<Category> categories = new ArrayList<>();
		for (String part : entry.map(Entry::value).orElse("").split(",", -1)) {
			String name = PlainText.line(part);
			String slug = Slug.of(name);
			if (slug.isEmpty() || categories.stream().anyMatch((category) -> category.slug().equals(slug))) {
				continue;
			}
			if (name.length() > 100 || slug.length() > 100 || categories.size() == Limits.PARTS) {
				entry.ifPresent((found) -> this.problems.warn(found.where(), "category_dropped",
						"categories may have 100 characters, and there may be " + Limits.PARTS + " of them"));
				continue;
			}
			categories.add(new Category(slug, name));
		}
		return categories;
	}

	private @Nullable VenueDetails venue() {
		String city = line(Key.CITY, 200);
		String state = line(Key.STATE, 200);
		String country = line(Key.COUNTRY, 200);
		String location = line(Key.LOCATION, 500);
		String fullAddress = line(Key.FULL_ADDRESS, 1000);
		Optional<Coordinates> point = Coordinates.read(raw(Key.LATITUDE), raw(Key.LONGITUDE),
				this.document.where(Key.LATITUDE), this.problems);
		boolean isNowhere = location == null || Vocabulary.isOnline(location);
		if (isNowhere && Stream.of(city, state, country, fullAddress).allMatch(Objects::isNull)) {
			return null;
		}
		String name = isNowhere ? Limits.first(500, fullAddress, city, state, country) : location;
		String code = (country != null) ? Countries.code(country).orElse(null) : null;
		if (country != null && code == null) {
			this.problems.warn(this.document.where(Key.COUNTRY), "country_unknown",
					"the country is not one that Marquee knows: kept without its code");
		}
		return (name != null)
				? new VenueDetails(name, fullAddress, city, state, country, code,
						point.map(Coordinates::latitude).orElse(null), point.map(Coordinates::longitude).orElse(null))
				: null;
	}

	private @Nullable String raw(Key key) {
		return this.document.entry(key).map(Entry::value).orElse(null);
	}

	private List<OrganizerDetails> organizers() {
		List<OrganizerDetails> organizers = new ArrayList<>();
		for (Entry entry : this.document.entries(Section.ORGANIZER)) {
			if (entry.key() == Key.ORGANIZER && !entry.value().isEmpty()) {
				organizer(entry).ifPresent(organizers::add);
			}
		}
		return Limits.atMost(Limits.PARTS, organizers, this.document.where(Key.ORGANIZER), this.problems);
	}

	private Optional<OrganizerDetails> organizer(Entry entry) {
		OrganizerLine line = OrganizerLine.read(entry.value());
		String url = this.cleaner.url(line.url(), "the organizer's address", entry.where());
		String name = this.cleaner.line(line.name(), 500, Key.ORGANIZER.label(), entry.where());
		if (name == null) {
			this.problems.warn(entry.where(), "organizer_nameless", "an organizer without a name is left out");
			return Optional.empty();
		}
		String sourceId = (url != null) ? WebAddress.trailingNumber(url, 1).orElse(null) : null;
		return Optional.of(new OrganizerDetails(name, url, sourceId, null));
	}

}
