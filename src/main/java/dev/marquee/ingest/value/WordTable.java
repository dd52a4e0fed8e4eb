package dev.marquee.ingest.value;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.marquee.text.TextFolding;

/**
 * A table of words in a resource of this package: each line has a key, a colon, and the
 * words of that key, separated by commas. Words are folded.
 */
final class WordTable {

	private WordTable() {
	}

	/** The keys by word; a word that occurs more than once has its first key. */
	static Map<String, String> keysByWord(String resource) {
		Map<String, String> keys = new LinkedHashMap<>();
		for (Line line : lines(resource)) {
			line.values().forEach((word) -> keys.putIfAbsent(TextFolding.fold(word), line.key()));
		}
		return keys;
	}

	/** The lines that are no comments. */
	static List<Line> lines(String resource) {
		InputStream content = Objects.requireNonNull(WordTable.class.getResourceAsStream(resource), resource);
		try (BufferedReader reader = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8))) {
			return reader.lines().filter((line) -> !line.isBlank() && !line.startsWith("#")).map(Line::of).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A line with its key and values.
	 */
	record Line(String key, List<String> values) {

		private static Line of(String line) {
			int colon = line.indexOf(':');
			return new Line(line.substring(0, colon).strip(),
					Stream.of(line.substring(colon + 1).split(",")).map(String::strip).toList());
		}

	}

}
