package dev.marquee.event;

import dev.marquee.graphql.BadUserInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The syntax of search texts.
 */
class SearchTermsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '>', quoteCharacter = '~', textBlock = """
			music                  > "music"
			music jazz             > "music" "jazz"
			hip-hop                > "hip-hop"
			"old things" new       > "old things" "new"
			"old things            > "old things"
			“old things” «new»     > "old things" "new"
			music -jazz            > "music" -"jazz"
			music --jazz           > "music" -"jazz"
			music -"old things"    > "music" -"old things"
			music - jazz           > "music" "jazz"
			music or jazz          > "music" or "jazz"
			music OR jazz          > "music" or "jazz"
			music, or, jazz        > "music," or "jazz"
			music or -jazz         > "music" or -"jazz"
			music "or"             > "music" "or"
			music -or              > "music" -"or"
			orchestra order        > "orchestra" "order"
			Ⅶ                      > "Ⅶ"
			𠮷                     > "𠮷"
			𞤀𞤣𞤤𞤢𞤥                 > "𞤀𞤣𞤤𞤢𞤥"
			""")
	void termsAreQuoted(String text, String query) {
		assertThat(SearchTerms.toWebSearchQuery(text).strip()).isEqualTo(query);
	}

	@ParameterizedTest
	@ValueSource(strings = { "music or", "or music", "or or music", "music or or", "music OR", "music or!",
			"music (or)", "music or 🎷", "🎷 or music", "music or -", "music or \"\"", "music or \"!?\"", "- music",
			"\"music", "music\"", "music \"\"", "music\0", "\u3000music\u00a0" })
	void operatorsWithoutTermAreIgnored(String text) {
		assertThat(SearchTerms.toWebSearchQuery(text)).isEqualTo("\"music\" ");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", " ", "or", "or or", "-music", "-\"music\"", "--music", "or -music", "🎷", "!?", "\"", "-" })
	void textWithoutIncludedWordIsRejected(String text) {
		assertThatExceptionOfType(BadUserInputException.class).isThrownBy(() -> SearchTerms.toWebSearchQuery(text))
			.withMessageContaining("at least one word");
	}

	@Test
	void lengthIsCountedInCodePoints() {
		assertThat(SearchTerms.toWebSearchQuery("𠮷".repeat(200))).hasSize(403);
		assertThatExceptionOfType(BadUserInputException.class)
			.isThrownBy(() -> SearchTerms.toWebSearchQuery("𠮷".repeat(201)))
			.withMessage("`search` must have at most 200 characters, but has 201.");
	}

}
