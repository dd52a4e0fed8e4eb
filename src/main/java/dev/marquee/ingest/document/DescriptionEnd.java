package dev.marquee.ingest.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import dev.marquee.ingest.document.LineSyntax.KeyLine;
import dev.marquee.ingest.value.MarkdownSyntax;
import dev.marquee.text.UrlIdentity;
import dev.marquee.text.UrlNormalizer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of a description. A description is text that anybody may have written on
 * the site, and it may contain lines that look like keys and headings. It ends only where
 * the rest of the form follows: the keys after it in their order, each once, up to the
 * heading of another section. If several places look like that, the URL in the JSON-LD
 * decides.
 */
final class DescriptionEnd {

	/** The keys that precede the description in the form. */
	private static final Set<DocumentKey> PRECEDING_KEYS = Set.of(DocumentKey.NAME, DocumentKey.TIME);

	private final List<String> lines;

	private final LineSyntax syntax;

	private final Set<DocumentSection> precedingSections;

	private final boolean isInFormOrder;

	private final List<FormTail> tails = new ArrayList<>();

	/** The keys of the current form tail with their lines, in the order of the lines. */
	private final Map<DocumentKey, Integer> keyLines = new EnumMap<>(DocumentKey.class);

	private @Nullable String url;

	/**
	 * Creates a search in these lines.
	 * @param precedingKeys the keys before the description
	 * @param precedingSections the sections that have begun
	 */
	DescriptionEnd(List<String> lines, LineSyntax syntax, Set<DocumentKey> precedingKeys,
			Set<DocumentSection> precedingSections) {
		this.lines = lines;
		this.syntax = syntax;
		this.precedingSections = precedingSections;
		this.isInFormOrder = precedingKeys.containsAll(PRECEDING_KEYS);
	}

	/**
	 * Finds the end of the description that begins before this line.
	 * @param jsonLdLine the line of the last heading of JSON-LD; what follows it within a
	 * description confirms nothing
	 * @param isConfirmed whether that JSON-LD has an event with this URL identity
	 */
	FoundEnd find(int begin, int jsonLdLine, Predicate<String> isConfirmed) {
		for (int line = begin; line < this.lines.size(); line++) {
			accept(line);
		}
		endTail();
		if (this.tails.isEmpty()) {
			return new FoundEnd(firstHeading(begin), false);
		}
		List<FormTail> candidates = preferred(this.tails, (tail) -> tail.url() != null);
		if (this.tails.getLast().line() < jsonLdLine) {
			candidates = preferred(candidates, (tail) -> tail.url() != null && isConfirmed.test(tail.url()));
		}
		return new FoundEnd(candidates.getLast().line(), candidates.size() > 1);
	}

	private void accept(int number) {
		String line = this.lines.get(number);
		Optional<KeyLine> key = this.syntax.key(line, DocumentSection.EVENT).filter((found) -> mayFollow(found.key()));
		if (key.isPresent()) {
			acceptKey(key.get(), number);
		}
		else if (isOtherSection(line)) {
			endTail();
		}
		else if (!line.isBlank()) {
			resetTail();
		}
	}

	private boolean mayFollow(DocumentKey key) {
		return key.compareTo(DocumentKey.DESCRIPTION) > 0 || (!this.isInFormOrder && key != DocumentKey.DESCRIPTION);
	}

	/**
	 * A key that is out of order begins another tail. In a document of another order, a
	 * tail begins after the key that occurs again.
	 */
	private void acceptKey(KeyLine key, int number) {
		if (this.isInFormOrder) {
			boolean isNext = this.keyLines.keySet().stream().allMatch((earlier) -> earlier.compareTo(key.key()) < 0);
			if (!isNext) {
				resetTail();
			}
		}
		else if (this.keyLines.containsKey(key.key())) {
			int repeated = Objects.requireNonNull(this.keyLines.get(key.key()));
			this.keyLines.values().removeIf((line) -> line <= repeated);
		}
		this.keyLines.put(key.key(), number);
		if (key.key() == DocumentKey.EVENT_URL) {
			this.url = UrlNormalizer.normalize(MarkdownSyntax.address(key.value())).map(UrlIdentity::of).orElse(null);
		}
	}

	private boolean isOtherSection(String line) {
		Optional<DocumentSection> section = this.syntax.section(line);
		return section.map((found) -> !this.precedingSections.contains(found))
			.orElseGet(() -> LineSyntax.isTopLevelHeading(line));
	}

	private void endTail() {
		if (!this.keyLines.isEmpty()) {
			String tailUrl = this.keyLines.containsKey(DocumentKey.EVENT_URL) ? this.url : null;
			this.tails.add(new FormTail(Collections.min(this.keyLines.values()), tailUrl));
		}
		resetTail();
	}

	private void resetTail() {
		this.keyLines.clear();
		this.url = null;
	}

	/**
	 * Without any key after the description: the first heading from which each section
	 * begins only once.
	 */
	private int firstHeading(int begin) {
		Set<DocumentSection> following = new HashSet<>(this.precedingSections);
		int end = this.lines.size();
		for (int line = this.lines.size() - 1; line >= begin; line--) {
			Optional<DocumentSection> section = this.syntax.section(this.lines.get(line));
			if (section.isPresent() && !following.add(section.get())) {
				return end;
			}
			end = section.isPresent() ? line : end;
		}
		return end;
	}

	private static List<FormTail> preferred(List<FormTail> tails, Predicate<FormTail> condition) {
		List<FormTail> preferred = tails.stream().filter(condition).toList();
		return preferred.isEmpty() ? tails : preferred;
	}

	/**
	 * Where a description ends.
	 *
	 * @param line the index of the line after the description
	 * @param isAmbiguous whether the description could also end elsewhere
	 */
	record FoundEnd(int line, boolean isAmbiguous) {
	}

	/**
	 * A place where the rest of the form may begin.
	 *
	 * @param url the identity of the event's URL there; null if it has none
	 */
	private record FormTail(int line, @Nullable String url) {
	}

}
