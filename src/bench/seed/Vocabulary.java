package seed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A vocabulary with the word frequencies of a language (Zipf's law): the word of rank r is drawn about 1/r as often as the
 * first. The most common words are English, the others are made up and pronounceable.
 */
public final class Vocabulary {

	private static final int SIZE = 8_000;

	private static final double EXPONENT = 1.15;

	/** A power of two, large enough that the rarest word has a slot. */
	private static final int SLOTS = 1 << 20;

	private static final String COMMON = """
			the and of a with in to for at on from by all you we an or our your is are be one new more \
			music night evening live city open house free family art dance festival show workshop market food summer \
			winter guest stage story film talk tour street garden light river band jazz choir theatre club learn meet \
			bring friends doors tickets early late weekend community children local craft design science history park""";

	private static final String[] ONSETS = { "b", "br", "c", "ch", "d", "dr", "f", "fl", "g", "gr", "h", "j", "k", "l",
			"m", "n", "p", "pl", "qu", "r", "s", "sh", "sl", "st", "t", "tr", "v", "w", "z" };

	private static final String[] NUCLEI = { "a", "e", "i", "o", "u", "a", "e", "i", "o", "ai", "ea", "ou", "ia" };

	private static final String[] CODAS = { "", "", "", "l", "n", "r", "s", "m", "nd", "st", "rk", "th" };

	private final List<String> words;

	private final char[] slots = new char[SLOTS];

	Vocabulary(long seed) {
		this.words = vocabulary(new SplittableRandom(seed));
		double[] weights = new double[SIZE];
		double total = 0;
		for (int rank = 0; rank < SIZE; rank++) {
			weights[rank] = Math.pow(rank + 1, -EXPONENT);
			total += weights[rank];
		}
		double cumulative = 0;
		int slot = 0;
		for (int rank = 0; rank < SIZE; rank++) {
			cumulative += weights[rank] / total;
			while (slot < SLOTS && slot < cumulative * SLOTS) {
				this.slots[slot++] = (char) rank;
			}
		}
	}

	private static List<String> vocabulary(SplittableRandom random) {
		Set<String> words = new LinkedHashSet<>(List.of(COMMON.split(" ")));
		while (words.size() < SIZE) {
			words.add(word(random, 2 + random.nextInt(2)));
		}
		return new ArrayList<>(words);
	}

	static String word(SplittableRandom random, int syllables) {
		StringBuilder word = new StringBuilder();
		for (int i = 0; i < syllables; i++) {
			word.append(pick(ONSETS, random)).append(pick(NUCLEI, random));
		}
		return word.append(pick(CODAS, random)).toString();
	}

	static String capitalize(String word) {
		return Character.toUpperCase(word.charAt(0)) + word.substring(1);
	}

	static <T> T pick(T[] all, SplittableRandom random) {
		return all[random.nextInt(all.length)];
	}

	/** Returns the word of a rank; 0 is the most common. */
	public String wordAtRank(int rank) {
		return this.words.get(rank);
	}

	String draw(SplittableRandom random) {
		return this.words.get(this.slots[random.nextInt() & (SLOTS - 1)]);
	}

	/** Draws a word of at least four letters, which leaves out most function words. */
	String drawContentWord(SplittableRandom random) {
		String word = draw(random);
		while (word.length() < 4) {
			word = draw(random);
		}
		return word;
	}

}
