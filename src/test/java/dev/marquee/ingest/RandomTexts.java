package dev.marquee.ingest;

import java.util.List;
import java.util.Random;

/**
 * Makes texts of what listing documents consist of, of what is hostile in them, and of
 * any UTF-16 units, unpaired surrogates included.
 */
final class RandomTexts {

	private static final List<String> FRAGMENTS = List.of("<script>", "</p>", "<b>", "<!--", "-->", "<img src=x ",
			"&lt;b&gt;", "&amp;", "<", ">", "- **Event Name**: ", "\n## FAQs\n", "```", "\n", "\r", "\0", "\u202E",
			"\uD800", "{", "\"", "[", "20 Feb, 2026", " to ", " at ", "7 pm", "2026-02-20", "T25:99", "+99:99", "-",
			"GMT+19", "€", "1.000,5", "%zz", "#", "\u0301", "e");

	private static final int MAX_PARTS = 12;

	private static final int MAX_UNITS = 5;

	private static final int MAX_BYTES = 255;

	private RandomTexts() {
	}

	static String text(Random random) {
		StringBuilder text = new StringBuilder();
		int parts = random.nextInt(MAX_PARTS + 1);
		for (int i = 0; i < parts; i++) {
			text.append(random.nextBoolean() ? FRAGMENTS.get(random.nextInt(FRAGMENTS.size())) : units(random));
		}
		return text.toString();
	}

	private static String units(Random random) {
		StringBuilder units = new StringBuilder();
		int length = random.nextInt(MAX_UNITS + 1);
		int bound = 1 << random.nextInt(7, Character.SIZE + 1);
		for (int i = 0; i < length; i++) {
			units.append((char) random.nextInt(bound));
		}
		return units.toString();
	}

	static byte[] bytes(Random random) {
		byte[] bytes = new byte[random.nextInt(MAX_BYTES + 1)];
		random.nextBytes(bytes);
		return bytes;
	}

}
