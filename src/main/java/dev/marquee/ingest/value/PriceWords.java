package dev.marquee.ingest.value;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.text.TextFolding;

/**
 * The words for prices without an amount: free of charge, or up to the visitor.
 */
final class PriceWords {

	private static final Pattern OUTSIDE_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

	private static final Map<String, Set<String>> WORDS = WordTable.lines("price-words.txt")
		.stream()
		.collect(Collectors.toUnmodifiableMap(WordTable.Line::key,
				(line) -> line.values().stream().map(PriceWords::normalized).collect(Collectors.toUnmodifiableSet())));

	/** Of scripts without spaces, which are found within longer words. */
	private static final List<String> FREE_WITHIN_WORDS = words("free").stream()
		.filter((word) -> word.codePoints().anyMatch(PriceWords::isOfScriptWithoutSpaces))
		.toList();

	private PriceWords() {
	}

	/** Whether the text says that there is no charge, and nothing else. */
	static boolean isFree(String text) {
		String line = normalized(text);
		if (words("free").contains(line)) {
			return true;
		}
		if (FREE_WITHIN_WORDS.stream().anyMatch(line::contains) && line.codePoints().noneMatch(Character::isDigit)) {
			return true;
		}
		List<String> parts = List.of(line.split(" "));
		Set<String> free = words("free");
		Set<String> neutral = words("neutral");
		return parts.stream().anyMatch((word) -> free.contains(word) || isNegation(line))
				&& parts.stream().allMatch((word) -> free.contains(word) || neutral.contains(word));
	}

	private static boolean isNegation(String line) {
		return Stream.of("no charge", "no cover", "no cost", "no fee", "no cover charge", "no entry fee")
			.anyMatch(line::contains);
	}

	/** Whether one of its words means that there is no charge. */
	static boolean mentionsFree(String text) {
		return Stream.of(normalized(text).split(" ")).anyMatch(words("free")::contains);
	}

	/** Whether the visitor decides what to pay. */
	static boolean isOpen(String text) {
		String line = ' ' + normalized(text) + ' ';
		return words("open").stream()
			.anyMatch((words) -> line.contains(' ' + words + ' ')
					|| (isOfScriptWithoutSpaces(words.codePointAt(0)) && line.contains(words)));
	}

	private static boolean isOfScriptWithoutSpaces(int character) {
		return switch (Character.UnicodeScript.of(character)) {
			case HAN, HIRAGANA, KATAKANA, HANGUL, THAI, LAO, KHMER, MYANMAR -> true;
			default -> false;
		};
	}

	private static Set<String> words(String key) {
		return WORDS.getOrDefault(key, Set.of());
	}

	private static String normalized(String text) {
		return OUTSIDE_WORDS.matcher(TextFolding.fold(text)).replaceAll(" ").strip();
	}

}
