package dev.marquee.selection;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * The texts by which Java finds fragments in the JSON that PostgreSQL makes. They begin
 * with a random text of this process, so that nothing stored can look like one, and they
 * never leave it.
 */
final class Marker {

	private static final int NONCE_BYTES = 15;

	private static final String NONCE = nonce();

	/**
	 * What a fragment begins with: its number in the statement, its key and its stamp.
	 */
	static final String BEGIN = NONCE + "b";

	/** The version of a row within a fragment. */
	static final String VERSION = NONCE + "v";

	/** What a fragment ends with. */
	static final String END = NONCE + "e";

	/** Marks are members of objects, or strings: before each stands a quote. */
	private static final byte[] QUOTED = ('"' + NONCE).getBytes(StandardCharsets.US_ASCII);

	private static final int[] SKIPS = skips();

	/** From the quote before a marker to the letter that tells its kind. */
	static final int KIND = QUOTED.length;

	private Marker() {
	}

	/**
	 * Where the next marker's quote is, or -1: the search of Boyer, Moore and Horspool.
	 */
	static int find(byte[] json, int from) {
		int last = QUOTED.length - 1;
		for (int end = from + last; end < json.length; end += SKIPS[json[end] & 0xFF]) {
			int i = last;
			while (json[end - last + i] == QUOTED[i]) {
				if (i-- == 0) {
					return end - last;
				}
			}
		}
		return -1;
	}

	private static int[] skips() {
		int[] skips = new int[256];
		Arrays.fill(skips, QUOTED.length);
		for (int i = 0; i < QUOTED.length - 1; i++) {
			skips[QUOTED[i]] = QUOTED.length - 1 - i;
		}
		return skips;
	}

	private static String nonce() {
		byte[] random = new byte[NONCE_BYTES];
		new SecureRandom().nextBytes(random);
		return Base64.getUrlEncoder().encodeToString(random);
	}

}
