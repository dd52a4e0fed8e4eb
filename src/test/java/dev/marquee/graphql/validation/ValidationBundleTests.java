package dev.marquee.graphql.validation;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bundle of messages that replaces that of graphql-java.
 */
class ValidationBundleTests {

	private static final ResourceBundle OWN = ResourceBundle.getBundle("i18n.Validation", Locale.ENGLISH);

	private static final ResourceBundle GRAPHQL_JAVA = ResourceBundle.getBundle("i18n.Validation", Locale.ROOT,
			ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));

	@Test
	void everyMessageIsReplaced() {
		assertThat(GRAPHQL_JAVA.keySet()).isNotEmpty()
			.allSatisfy((key) -> assertThat(OWN.getString(key)).as(key)
				.doesNotContain("Validation error")
				.isNotEqualTo(GRAPHQL_JAVA.getString(key)));
		assertThat(OWN.keySet()).isEqualTo(GRAPHQL_JAVA.keySet());
	}

	@Test
	void everyMessageIsASentence() {
		Object[] arguments = { "zero", "one", "two", "three", "Four." };
		assertThat(OWN.keySet()).allSatisfy(
				(key) -> assertThat(new MessageFormat(OWN.getString(key), Locale.ENGLISH).format(arguments)).as(key)
					.doesNotContain("Validation error", "{0}", "''")
					.matches("[A-Z`].*\\."));
	}

}
