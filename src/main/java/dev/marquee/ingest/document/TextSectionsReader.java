package dev.marquee.ingest.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.event.AttendanceMode;
import dev.marquee.event.CategoryDetails;
import dev.marquee.event.EventFacts;
import dev.marquee.ingest.document.ListingDocument.DocumentEntry;
import dev.marquee.ingest.jsonld.JsonLdBlock;
import dev.marquee.ingest.jsonld.JsonLdContent;
import dev.marquee.ingest.merge.PartialListing;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.value.DateTimeReader;
import dev.marquee.ingest.value.ListingLimits;
import dev.marquee.ingest.value.MarkdownSyntax;
import dev.marquee.ingest.value.SchemaOrgVocabulary;
import dev.marquee.ingest.value.TextCleaner;
import dev.marquee.organizer.OrganizerDetails;
import dev.marquee.text.PlainText;
import dev.marquee.text.Slug;
import dev.marquee.text.UrlIdentity;
import dev.marquee.text.UrlNormalizer;
import dev.marquee.venue.VenueDetails;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text part of a listing document: all sections except the JSON-LD.
 */
public class TextSectionsReader {

	/** {@code 1.2k} */
	private static final Pattern THOUSANDS = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3})?\\s?[kKmM]");

	/** Latin, Arabic and East Asian commas. */
	private static final String COMMAS = "[,\\u060C\\u3001\\uFF0C]";

	private final ListingDocument document;

	private final DocumentProblems problems;

	private final @Nullable LocalDate today;

	private TextCleaner textCleaner;

	/**
	 * Creates a reader.
	 * @param today the date after which dates without a year are; null if unknown
	 */
	public TextSectionsReader(ListingDocument document, DocumentProblems problems, @Nullable LocalDate today) {
		this.document = document;
		this.problems = problems;
		this.today = today;
		this.textCleaner = new TextCleaner(problems);
	}

	public PartialListing read() {
		warnOfRepeatedKeys();
		String url = url();
		this.textCleaner = new TextCleaner(this.problems, url);
		VenueDetails venue = new TextVenueReader(this.document, this.problems).read();
		String country = (venue != null) ? venue.countryCode() : null;
		Optional<DateTimeReader.DateTimeRange> time = time(country);
		TextPartsReader parts = new TextPartsReader(this.document, this.problems, url, country);
		return PartialListing.builder()
			.name(name())
			.url(url)
			.description(description())
			.start(time.map(DateTimeReader.DateTimeRange::start).orElse(null))
			.end(time.map(DateTimeReader.DateTimeRange::end).orElse(null))
			.facts(EventFacts.builder()
				.doorsMinutes(time.map(DateTimeReader.DateTimeRange::doorsMinutes).orElse(null))
				.build())
			.attendanceMode(attendanceMode())
			.interestedCount(interestedCount())
			.categories(categories())
			.venue(venue)
			.organizers(organizers())
			.affiliateId(singleLine(DocumentKey.AFFILIATE_ID, 200))
			.tickets(parts.tickets())
			.gallery(parts.gallery())
			.faqs(parts.faqs())
			.build();
	}

	private void warnOfRepeatedKeys() {
		Stream.of(DocumentSection.EVENT, DocumentSection.VENUE).map(this.document::entries).forEach((entries) -> {
			Set<DocumentKey> seen = EnumSet.noneOf(DocumentKey.class);
			for (DocumentEntry entry : entries) {
				if (seen.contains(entry.key())) {
					this.problems.warn(entry.location(), "repeated", "`" + entry.key().label()
							+ "` occurs more than once: the value that the JSON-LD has, or else the last one, is used.");
				}
				else {
					seen.add(entry.key());
				}
			}
		});
	}

	private @Nullable String singleLine(DocumentKey key, int maxLength) {
		return this.document.entry(key)
			.map((entry) -> this.textCleaner.singleLine(entry.value(), maxLength, key.label(), entry.location()))
			.orElse(null);
	}

	private @Nullable String name() {
		return entry(DocumentKey.NAME, PlainText::singleLine, JsonLdContent::eventNames)
			.map((entry) -> this.textCleaner.singleLine(entry.value(), Integer.MAX_VALUE, DocumentKey.NAME.label(),
					entry.location()))
			.orElse(null);
	}

	private @Nullable String url() {
		return entry(DocumentKey.EVENT_URL,
				(value) -> UrlNormalizer.normalize(MarkdownSyntax.address(value)).map(UrlIdentity::of).orElse(value),
				JsonLdContent::eventUrls)
			.map((entry) -> this.textCleaner.url(entry.value(), DocumentKey.EVENT_URL.label(), entry.location()))
			.orElse(null);
	}

	/**
	 * Of a repeated key, the last entry that the JSON-LD confirms, or else the last one.
	 * @param normalForm the form of a value that is compared
	 * @param confirmedValues the values of the JSON-LD in that form
	 */
	private Optional<DocumentEntry> entry(DocumentKey key, UnaryOperator<String> normalForm,
			Function<List<JsonLdBlock>, Set<String>> confirmedValues) {
		List<DocumentEntry> entries = entries(key);
		if (entries.size() < 2) {
			return entries.stream().findFirst();
		}
		Set<String> confirmed = confirmedValues.apply(this.document.jsonLdBlocks());
		return entries.stream()
			.filter((entry) -> confirmed.contains(normalForm.apply(entry.value())))
			.reduce((earlier, last) -> last)
			.or(() -> Optional.of(entries.getLast()));
	}

	private @Nullable String description() {
		return this.document.entry(DocumentKey.DESCRIPTION)
			.map((entry) -> this.textCleaner.multiline(entry.value(), Integer.MAX_VALUE,
					DocumentKey.DESCRIPTION.label(), entry.location()))
			.orElse(null);
	}

	/** Of a repeated time, the last one that can be parsed. */
	private Optional<DateTimeReader.DateTimeRange> time(@Nullable String country) {
		List<DocumentEntry> entries = entries(DocumentKey.TIME).stream()
			.filter((entry) -> !entry.value().isEmpty())
			.toList();
		DateTimeReader reader = new DateTimeReader(this.problems, country, this.today);
		Optional<DateTimeReader.DateTimeRange> range = entries.reversed()
			.stream()
			.flatMap((entry) -> reader.readRange(entry.value(), entry.location()).stream())
			.findFirst();
		if (range.isEmpty() && !entries.isEmpty()) {
			this.problems.warn(entries.getLast().location(), "date_unreadable",
					"`" + DocumentKey.TIME.label() + "` cannot be parsed.");
		}
		return range;
	}

	private List<DocumentEntry> entries(DocumentKey key) {
		return this.document.entries(key.section()).stream().filter((entry) -> entry.key() == key).toList();
	}

	private @Nullable AttendanceMode attendanceMode() {
		boolean isOnline = this.document.entry(DocumentKey.LOCATION)
			.filter((location) -> SchemaOrgVocabulary.isOnline(location.value()))
			.isPresent();
		return isOnline ? AttendanceMode.ONLINE : null;
	}

	private int interestedCount() {
		Optional<DocumentEntry> entry = this.document.entry(DocumentKey.INTERESTED_COUNT);
		String text = entry.map((found) -> found.value().strip()).orElse("");
		if (THOUSANDS.matcher(text).matches()) {
			BigDecimal number = new BigDecimal(text.substring(0, text.length() - 1).strip());
			return number.movePointRight(text.toLowerCase(Locale.ROOT).endsWith("k") ? 3 : 6).intValue();
		}
		String digits = text.replaceAll("[,.\\s]", "");
		if (digits.matches("\\d{1,9}")) {
			return Integer.parseInt(digits);
		}
		entry.ifPresent((found) -> this.problems.warn(found.location(), "count_unreadable",
				"`" + DocumentKey.INTERESTED_COUNT.label() + "` is not a number of at most 9 digits: 0 is used."));
		return 0;
	}

	private List<CategoryDetails> categories() {
		Optional<DocumentEntry> entry = this.document.entry(DocumentKey.CATEGORIES);
		List<CategoryDetails> categories = new ArrayList<>();
		for (String part : entry.map(DocumentEntry::value).orElse("").split(COMMAS, -1)) {
			String name = PlainText.singleLine(part);
			String slug = Slug.of(name);
			if (slug.isEmpty() || categories.stream().anyMatch((category) -> category.slug().equals(slug))) {
				continue;
			}
			if (name.length() > 100 || slug.length() > 100 || categories.size() == ListingLimits.MAX_PARTS) {
				entry.ifPresent((found) -> this.problems.warn(found.location(), "category_dropped",
						"A category was dropped: at most " + ListingLimits.MAX_PARTS
								+ " categories of 100 characters each are stored."));
				continue;
			}
			categories.add(new CategoryDetails(slug, name));
		}
		return categories;
	}

	private List<OrganizerDetails> organizers() {
		List<OrganizerDetails> organizers = new ArrayList<>();
		for (DocumentEntry entry : this.document.entries(DocumentSection.ORGANIZER)) {
			if (entry.key() == DocumentKey.ORGANIZER && !entry.value().isEmpty()) {
				organizer(entry).ifPresent(organizers::add);
			}
		}
		return ListingLimits.truncate(ListingLimits.MAX_PARTS, organizers,
				this.document.locationOf(DocumentKey.ORGANIZER), this.problems);
	}

	private Optional<OrganizerDetails> organizer(DocumentEntry entry) {
		OrganizerReference reference = OrganizerReference.parse(entry.value());
		String url = this.textCleaner.url(reference.url(), DocumentKey.ORGANIZER.label(), entry.location());
		String name = this.textCleaner.singleLine(reference.name(), 500, DocumentKey.ORGANIZER.label(),
				entry.location());
		if (name == null) {
			this.problems.warn(entry.location(), "organizer_nameless", "An organizer has no name and was dropped.");
			return Optional.empty();
		}
		String sourceId = (url != null) ? UrlNormalizer.trailingPathNumber(url, 1).orElse(null) : null;
		return Optional.of(new OrganizerDetails(name, url, sourceId, null));
	}

}
