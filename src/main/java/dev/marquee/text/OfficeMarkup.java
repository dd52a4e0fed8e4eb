package dev.marquee.text;

/**
 * Removes what Word writes for itself into text that people paste from it: blocks such as
 * {@code <!--[if gte mso 9]><xml>…</xml><![endif]-->}, of which some programs keep only
 * the part within the signs of a comment.
 */
final class OfficeMarkup {

	private static final String BEGIN = "[if ";

	private static final String COMMENT_BEGIN = "<!--";

	private static final String END = "<![endif]";

	private static final String COMMENT_END = "-->";

	/** The longest condition, such as {@code gte mso 9}. */
	private static final int MAX_CONDITION_LENGTH = 60;

	private OfficeMarkup() {
	}

	static String remove(String text) {
		int begin = text.indexOf(BEGIN);
		int lastEnd = text.lastIndexOf(END);
		if (begin < 0 || lastEnd < begin) {
			return text;
		}
		StringBuilder rest = new StringBuilder(text.length());
		int copied = 0;
		while (begin >= 0 && begin < lastEnd) {
			int conditionEnd = text.indexOf("]>", begin);
			if (conditionEnd < 0 || conditionEnd - begin > MAX_CONDITION_LENGTH) {
				begin = text.indexOf(BEGIN, begin + 1);
				continue;
			}
			boolean isComment = text.startsWith(COMMENT_BEGIN, begin - COMMENT_BEGIN.length());
			rest.append(text, copied, Math.max(copied, isComment ? begin - COMMENT_BEGIN.length() : begin));
			copied = text.indexOf(END, begin) + END.length();
			copied += text.startsWith(COMMENT_END, copied) ? COMMENT_END.length() : 0;
			begin = text.indexOf(BEGIN, copied);
		}
		return rest.append(text, copied, text.length()).toString();
	}

}
