package dev.marquee.text;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlainTextTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					Before <!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->after        | Before after
					[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif][if gte mso 9]>x<![endif]A | A
					Wear a coat [if cold] and <![endif] boots                                            | Wear a coat [if cold] and <![endif] boots
					Wear a coat [if gte mso 9]> and boots                                                | Wear a coat [if gte mso 9]> and boots
					""")
	void blocksOfWordAreRemoved(String text, String plain) {
		assertThat(PlainText.multiline(text)).isEqualTo(plain);
	}

}
