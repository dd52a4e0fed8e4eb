package dev.marquee.ingest.value;

import dev.marquee.event.EventStatus;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusWordsTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			CANCELLED Lamp Poetry          | CANCELLED
			Cancelled: Lamp Poetry         | CANCELLED
			❌ CANCELLED ❌ Lamp Poetry      | CANCELLED
			⚠️ Abgesagt: Lamp Poetry       | CANCELLED
			🚫 ABGESAGT 🚫 Lampenpoesie      | CANCELLED
			Lamp Poetry CANCELLED          | CANCELLED
			~~Lamp Poetry~~ CANCELLED      | CANCELLED
			CANCELLED                      | CANCELLED
			取消 Lamp                      | CANCELLED
			延期 夏の音楽会                 | POSTPONED
			POSTPONED Lamp Poetry          | POSTPONED
			Lamp Poetry ANNULÉ             | CANCELLED
			""")
	void statusIsReadFromTheName(String name, EventStatus status) {
		assertThat(StatusWords.inName(name)).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Cancelled plans, a comedy", "Cancel Culture: a talk", "CANCELLED PLANS", "Delayed", "TBD",
			"A Cancelled Life", "LIVE at the Barn", "ACTIVE Yoga Morning", "夏の音楽会 2026" })
	void wordsOfANameAreNoStatus(@Nullable String name) {
		assertThat(StatusWords.inName(name)).isNull();
	}

}
