package dev.marquee.graphql.validation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the names that a mistaken name may stand for: by edit distance, as GraphQL.js
 * does, also between singular and plural, and names that begin or end with the other.
 */
final class SimilarNames {

	private static final int MAX_RESULTS = 5;

	/** Longer names are not compared, since the time grows with the square. */
	private static final int MAX_LENGTH = 64;

	private static final int MIN_PREFIX_LENGTH = 3;

	private static final int MIN_SUFFIX_LENGTH = 4;

	private static final int UNRELATED = Integer.MAX_VALUE;

	private SimilarNames() {
	}

	/**
	 * Returns at most five names, the most similar first. If one differs by at most one
	 * letter, names that differ by more are left out.
	 */
	static List<String> find(String mistaken, Collection<String> names) {
		if (mistaken.length() > MAX_LENGTH) {
			return List.of();
		}
		List<Candidate> candidates = names.stream()
			.map((name) -> new Candidate(name, difference(mistaken, name)))
			.filter((candidate) -> candidate.difference() != UNRELATED)
			.sorted(Comparator.comparingInt(Candidate::difference).thenComparing(Candidate::name))
			.limit(MAX_RESULTS)
			.toList();
		boolean certain = !candidates.isEmpty() && candidates.getFirst().difference() <= 1;
		return candidates.stream()
			.filter((candidate) -> !certain || candidate.difference() <= 1)
			.map(Candidate::name)
			.toList();
	}

	private static int difference(String mistaken, String name) {
		String left = mistaken.toLowerCase(Locale.ROOT);
		String right = name.toLowerCase(Locale.ROOT);
		if (left.equals(right)) {
			return 0;
		}
		int most = left.length() * 2 / 5 + 1;
		if (singular(left).equals(singular(right))) {
			return 1;
		}
		int distance = distance(left, right, most);
		if (distance <= most) {
			return distance;
		}
		return isPartOf(left, right) || isPartOf(right, left) ? most + 1 : UNRELATED;
	}

	private static boolean isPartOf(String part, String whole) {
		return (part.length() >= MIN_PREFIX_LENGTH && whole.startsWith(part))
				|| (part.length() >= MIN_SUFFIX_LENGTH && whole.endsWith(part));
	}

	private static String singular(String name) {
		if (name.endsWith("ies")) {
			return name.substring(0, name.length() - 3) + "y";
		}
		return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
	}

	/**
	 * The number of inserted, deleted, replaced and swapped letters; more than
	 * {@code most} if the lengths differ by more.
	 */
	private static int distance(String left, String right, int most) {
		if (Math.abs(left.length() - right.length()) > most) {
			return most + 1;
		}
		int[] beforeLast = new int[right.length() + 1];
		int[] last = new int[right.length() + 1];
		int[] row = new int[right.length() + 1];
		for (int column = 0; column <= right.length(); column++) {
			last[column] = column;
		}
		for (int line = 1; line <= left.length(); line++) {
			row[0] = line;
			for (int column = 1; column <= right.length(); column++) {
				boolean same = left.charAt(line - 1) == right.charAt(column - 1);
				row[column] = Math.min(Math.min(last[column], row[column - 1]) + 1, last[column - 1] + (same ? 0 : 1));
				if (line > 1 && column > 1 && left.charAt(line - 1) == right.charAt(column - 2)
						&& left.charAt(line - 2) == right.charAt(column - 1)) {
					row[column] = Math.min(row[column], beforeLast[column - 2] + 1);
				}
			}
			int[] free = beforeLast;
			beforeLast = last;
			last = row;
			row = free;
		}
		return last[right.length()];
	}

	private record Candidate(String name, int difference) {
	}

}
