package dev.marquee.event;

import java.util.BitSet;

import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How text is folded before it is parsed for full-text search.
 */
class SearchTextTests {

	private static final int ZERO_WIDTH_SPACE = 0x200b;

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			Jazz & Blues      | jazz & blues
			“Lumen”           | ~ lumen ~
			Lumen…now         | lumen now
			l’Lumen – live    | l lumen   live
			Lumen™            | ~lumen ~
			🎷Sax🎷           | ~ sax ~
			КОНЦЕРТ           | концерт
			İSTANBUL ILIK     | istanbul ilik
			ΜΟΥΣΙΚΗΣ          | μουσικησ
			ＪＡＺＺ２０２６  | jazz2026
			ﬁnale             | finale
			Final Ⅶ           | final vii
			𝐉azz              | jazz
			cafe\u0301        | café
			שָׁלוֹם           | שלום
			مَهْرَجَـان       | مهرجان
			می\u200cخواهم     | میخواهم
			soft\u00adware    | software
			𞤀𞤣𞤤𞤢𞤥            | 𞤢𞤣𞤤𞤢𞤥
			हिन्दी            | हिन्दी
			""")
	void textIsFolded(String text, String folded) {
		assertThat(TestDatabase.dsl().fetchValue("select search_text(?)", text)).isEqualTo(folded);
	}

	/**
	 * Compares with Java's Unicode data; code points that Java does not know may be
	 * either.
	 */
	@Test
	void separatorsAreExactlyPunctuationSymbolsSpacesAndControls() {
		BitSet separators = new BitSet();
		TestDatabase.dsl()
			.fetch("""
					select code from generate_series(128, 1114111) as code
					where code not between 55296 and 57343 and split_words(chr(code)) = ' '""")
			.forEach((row) -> separators.set(row.get(0, Integer.class)));
		for (int code = 0x80; code <= Character.MAX_CODE_POINT; code++) {
			int type = Character.getType(code);
			if (type != Character.UNASSIGNED && type != Character.PRIVATE_USE && type != Character.SURROGATE) {
				assertThat(separators.get(code)).as("U+%04X", code).isEqualTo(isSeparator(code, type));
			}
		}
	}

	private static boolean isSeparator(int code, int type) {
		return switch (type) {
			case Character.DASH_PUNCTUATION, Character.START_PUNCTUATION, Character.END_PUNCTUATION,
					Character.CONNECTOR_PUNCTUATION, Character.OTHER_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION,
					Character.FINAL_QUOTE_PUNCTUATION, Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL,
					Character.MODIFIER_SYMBOL, Character.OTHER_SYMBOL, Character.SPACE_SEPARATOR,
					Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.CONTROL,
					Character.OTHER_NUMBER ->
				true;
			default -> code == ZERO_WIDTH_SPACE;
		};
	}

}
