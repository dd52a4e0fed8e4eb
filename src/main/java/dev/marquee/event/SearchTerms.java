package dev.marquee.event;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.graphql.BadUserInputException;

/**
 * Reads the text of a search box: words, {@code "phrases"}, {@code -excluded} terms and
 * {@code or}.
 */
final class SearchTerms {

	private static final int MAX_LENGTH = 200;

	/** What keyboards and word processors write instead of the ASCII quotation mark. */
	private static final Pattern QUOTATION_MARK = Pattern.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02]");

	private static final Pattern TERM = Pattern.compile("(?<minus>-*)(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+))",
			Pattern.UNICODE_CHARACTER_CLASS);

	private static final Pattern OR = Pattern.compile("[^\\p{L}\\p{N}]*or[^\\p{L}\\p{N}]*", Pattern.CASE_INSENSITIVE);

	private SearchTerms() {
	}

	/**
	 * Returns the text as an argument of PostgreSQL's {@code websearch_to_tsquery}: each
	 * term in quotation marks, without terms that have no word, and {@code or} only
	 * between two terms. PostgreSQL would search for any other {@code or} as a word.
	 */
	static String toWebSearchQuery(String text) {
		int length = text.codePointCount(0, text.length());
		if (length > MAX_LENGTH) {
			throw new BadUserInputException("search",
					"`search` must have at most " + MAX_LENGTH + " characters, but has " + length + ".");
		}
		StringBuilder query = new StringBuilder();
		boolean hasIncludedTerm = false;
		String operator = "";
		Matcher term = TERM.matcher(QUOTATION_MARK.matcher(text.replace("\0", "")).replaceAll("\""));
		while (term.find()) {
			boolean isExcluded = !term.group("minus").isEmpty();
			String word = term.group("word");
			if (!isExcluded && word != null && OR.matcher(word).matches()) {
				operator = "or ";
				continue;
			}
			String words = (word != null) ? word : term.group("phrase");
			if (words.codePoints().noneMatch(SearchTerms::isPartOfWord)) {
				continue;
			}
			query.append(query.isEmpty() ? "" : operator)
				.append(isExcluded ? "-" : "")
				.append('"')
				.append(words)
				.append("\" ");
			hasIncludedTerm |= !isExcluded;
			operator = "";
		}
		if (!hasIncludedTerm) {
			throw new BadUserInputException("search",
					"`search` must have at least one word that is not excluded. Leave out `search` to list all events.");
		}
		return query.toString();
	}

	private static boolean isPartOfWord(int codePoint) {
		return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.LETTER_NUMBER;
	}

}
