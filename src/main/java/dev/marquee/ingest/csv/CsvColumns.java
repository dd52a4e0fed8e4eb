package dev.marquee.ingest.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.marquee.ingest.problem.UntrustedText;
import org.jspecify.annotations.Nullable;

/**
 * Which column of a table has which field.
 *
 * @param headers as they are written
 * @param indexes the positions of the columns by field, from 0
 * @param isGuessed whether a header only contains the name of a field
 */
record CsvColumns(List<String> headers, Map<CsvField, Integer> indexes, boolean isGuessed) {

	private static final Map<String, CsvField> FIELDS_BY_HEADER = load();

	/**
	 * Headers of The Events Calendar and EventON, Google Calendar, and Eventbrite. Their
	 * columns are read without a notice.
	 */
	private static final List<Set<String>> KNOWN_TABLES = List.of(Set.of("event name", "event start date"),
			Set.of("subject", "start date"), Set.of("event id", "event name", "event status"));

	/** Dates and names that are not those of the event. */
	private static final Set<String> NOT_OF_EVENT = Set.of("created", "modified", "updated", "changed", "published",
			"deadline", "sales", "sale", "erstellt", "geandert", "author", "id", "email", "mail", "phone", "count");

	/** Words that are the header of a field, but begin the headers of other things. */
	private static final Set<String> ONLY_ALONE = Set.of("long", "lange", "breite", "by", "page", "private", "format",
			"local", "cap", "land", "what", "text", "body", "day");

	/** Headers of a place, which may be an address instead of the name of a venue. */
	private static final Set<String> PLACES = Set.of("location", "place", "where", "ort", "lieu", "lugar", "luogo");

	/** The columns of the names that the given header has. */
	static CsvColumns recognize(List<String> headers, Map<String, CsvField> given) {
		Map<CsvField, Integer> indexes = new EnumMap<>(CsvField.class);
		for (int index = 0; index < headers.size(); index++) {
			CsvField field = given.get(headers.get(index).strip());
			if (field != null) {
				indexes.putIfAbsent(field, index);
			}
		}
		for (int index = 0; index < headers.size(); index++) {
			if (!given.containsKey(headers.get(index).strip()) && !indexes.containsValue(index)) {
				CsvField field = fieldOf(headers.get(index));
				if (field != null) {
					add(field, index, headers.get(index), indexes, given);
				}
			}
		}
		boolean isGuessed = false;
		for (int index = 0; index < headers.size(); index++) {
			String header = headers.get(index);
			if (!given.containsKey(header.strip()) && !indexes.containsValue(index) && fieldOf(header) == null) {
				Optional<CsvField> field = fieldIn(header, indexes);
				isGuessed |= field.isPresent();
				int position = index;
				field.ifPresent((found) -> indexes.put(found, position));
			}
		}
		if (!given.containsValue(CsvField.VENUE)) {
			separatePlace(headers, indexes);
		}
		Integer summary = indexes.get(CsvField.SUMMARY);
		if (summary != null && !indexes.containsKey(CsvField.NAME)) {
			indexes.remove(CsvField.SUMMARY);
			indexes.put(CsvField.NAME, summary);
		}
		return new CsvColumns(List.copyOf(headers), indexes, isGuessed);
	}

	/**
	 * Adds a column. Of several for a field, the first one counts, but a long description
	 * replaces another one, which becomes the summary.
	 */
	private static void add(CsvField field, int index, String header, Map<CsvField, Integer> indexes,
			Map<String, CsvField> given) {
		boolean isLongDescription = field == CsvField.DESCRIPTION && normalized(header).startsWith("long ");
		if (!isLongDescription || given.containsValue(field)) {
			indexes.putIfAbsent(field, index);
			return;
		}
		Integer other = indexes.put(field, index);
		if (other != null) {
			indexes.putIfAbsent(CsvField.SUMMARY, other);
		}
	}

	/**
	 * Of a column for a place and another one for the venue, the venue is the name and
	 * the place the address.
	 */
	private static void separatePlace(List<String> headers, Map<CsvField, Integer> indexes) {
		Integer place = indexes.get(CsvField.VENUE);
		if (place == null || indexes.containsKey(CsvField.ADDRESS)
				|| !PLACES.contains(normalized(headers.get(place)))) {
			return;
		}
		IntStream.range(0, headers.size())
			.filter((index) -> !indexes.containsValue(index) && normalized(headers.get(index)).startsWith("venue"))
			.filter((index) -> fieldOf(headers.get(index)) == CsvField.VENUE)
			.findFirst()
			.ifPresent((index) -> {
				indexes.put(CsvField.VENUE, index);
				indexes.put(CsvField.ADDRESS, place);
			});
	}

	private static @Nullable CsvField fieldOf(String header) {
		CsvField own = CsvField.ofTitle(header).orElse(null);
		String name = normalized(header);
		CsvField whole = FIELDS_BY_HEADER.get(name);
		if (own != null || whole != null) {
			return (own != null) ? own : whole;
		}
		return name.startsWith("event ") ? FIELDS_BY_HEADER.get(name.substring("event ".length())) : null;
	}

	/** The longest name of a field that is not taken with which a header begins. */
	private static Optional<CsvField> fieldIn(String header, Map<CsvField, Integer> taken) {
		String[] words = normalized(header).split(" ");
		if (Arrays.stream(words).anyMatch(NOT_OF_EVENT::contains)) {
			return Optional.empty();
		}
		for (int length = Math.min(words.length - 1, 4); length > 0; length--) {
			CsvField field = (length == 1 && ONLY_ALONE.contains(words[0])) ? null
					: fieldOf(String.join(" ", Arrays.copyOf(words, length)));
			if (field != null && !taken.containsKey(field) && !hasOtherForm(field, taken)) {
				return Optional.of(field);
			}
		}
		return Optional.empty();
	}

	/** A start has one column for date and time, or two. */
	private static boolean hasOtherForm(CsvField field, Map<CsvField, Integer> taken) {
		return switch (field) {
			case START -> taken.containsKey(CsvField.START_DATE);
			case START_DATE -> taken.containsKey(CsvField.START);
			case END -> taken.containsKey(CsvField.END_DATE);
			case END_DATE -> taken.containsKey(CsvField.END);
			default -> false;
		};
	}

	boolean has(CsvField field) {
		return this.indexes.containsKey(field);
	}

	/** Whether it can be a table of events. */
	boolean isComplete() {
		return has(CsvField.NAME) && this.indexes.keySet().stream().anyMatch(CsvField::isStart);
	}

	boolean isKnownTable() {
		Set<String> names = this.headers.stream().map(CsvColumns::normalized).collect(Collectors.toSet());
		boolean areOwn = this.indexes.values()
			.stream()
			.allMatch((index) -> CsvField.ofTitle(this.headers.get(index)).isPresent());
		return areOwn || (!this.isGuessed && KNOWN_TABLES.stream().anyMatch(names::containsAll));
	}

	/** Says which column was read as what. */
	String description() {
		String mapping = this.indexes.entrySet()
			.stream()
			.map((entry) -> entry.getKey().title() + " = " + UntrustedText.quote(this.headers.get(entry.getValue())))
			.collect(Collectors.joining(", "));
		String unused = IntStream.range(0, this.headers.size())
			.filter((index) -> !this.indexes.containsValue(index))
			.mapToObj(this.headers::get)
			.filter((header) -> !header.isBlank())
			.map(UntrustedText::quote)
			.collect(Collectors.joining(", "));
		return mapping + (unused.isEmpty() ? "" : "; not used: " + unused);
	}

	String header(CsvField field) {
		return this.headers.get(Objects.requireNonNull(this.indexes.get(field)));
	}

	static String normalized(String header) {
		return Normalizer.normalize(header, Normalizer.Form.NFKD)
			.replaceAll("\\p{M}+", "")
			.replace("\u00df", "ss")
			.replaceAll("[^\\p{L}\\p{N}]+", " ")
			.strip()
			.toLowerCase(Locale.ROOT);
	}

	private static Map<String, CsvField> load() {
		Properties properties = new Properties();
		try (InputStream resource = CsvColumns.class.getResourceAsStream("columns.properties");
				Reader reader = new InputStreamReader(Objects.requireNonNull(resource), StandardCharsets.UTF_8)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Map<String, CsvField> fields = new HashMap<>();
		for (CsvField field : CsvField.values()) {
			for (String header : properties.getProperty(field.title()).split("\\|", -1)) {
				fields.putIfAbsent(header, field);
			}
		}
		return Map.copyOf(fields);
	}

}
