package dev.marquee.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.marquee.database.TestDatabase;
import org.flywaydb.core.Flyway;
import org.jooq.CloseableDSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Full-text search in databases of different locales.
 */
class SearchLocaleTests {

	/** Each with names of many scripts and with words that are found in them. */
	private static final List<Example> EXAMPLES = List.of(Example.of("“Lumen”", "lumen"), Example.of("Lumen…", "lumen"),
			Example.of("L’Lumen – a night", "lumen", "night"), Example.of("Łódź für Größen", "Łódź", "lodz", "grossen"),
			Example.of("Cafe\u0301 «Être»", "café", "cafe", "etre"), Example.of("Концерт МОСКВА", "москва", "концерт"),
			Example.of("Ὀδυσσεύς ΜΟΥΣΙΚΗΣ", "μουσικης", "ΟΔΥΣΣΕΥΣ"),
			Example.of("ILIK GECE İstanbul", "istanbul", "ilik", "İSTANBUL", "ılık"),
			Example.of("مَهْرَجَان القاهرة", "مهرجان", "القاهرة"), Example.of("שָׁלוֹם תל־אביב", "שלום", "אביב"),
			Example.of("हिन्दी कवि सम्मेलन", "हिन्दी", "सम्मेलन"), Example.of("เทศกาลดนตรี กรุงเทพ", "กรุงเทพ"),
			Example.of("上海音乐节，夏天", "上海音乐节", "夏天", "音乐", "天"), Example.of("東京ジャズ祭「夜」", "東京ジャズ祭", "夜", "ジャズ", "祭"),
			Example.of("서울에서 재즈 페스티벌", "재즈", "서울"), Example.of("ເທດສະການດົນຕີ", "ດົນຕີ"),
			Example.of("ပုဂံပွဲတော်", "ပွဲတော်"), Example.of("ពិធីបុណ្យអុំទូក", "បុណ្យ", "អុំទូក"),
			Example.of("𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪", "𞤀𞤣𞤤𞤢𞤥", "𞤢𞤣𞤤𞤢𞤥"), Example.of("𠮷野家", "𠮷野家"),
			Example.of("🎷Saxophone🎷Sunday", "saxophone", "sunday"), Example.of("ＪＡＺＺ　ｎｉｇｈｔ", "jazz", "ＮＩＧＨＴ"),
			Example.of("Ｃ＋＋ ILIK C#", "c++", "c#"));

	private static final List<CloseableDSLContext> DATABASES = new ArrayList<>();

	@BeforeAll
	static void createDatabases() {
		DATABASES.add(filledDatabase("search_default", ""));
		DATABASES.add(filledDatabase("search_c", "locale_provider libc locale 'C'"));
		DATABASES.add(filledDatabase("search_turkish", "locale_provider icu icu_locale 'tr' locale 'C'"));
		Object unicodeLocale = TestDatabase.dsl()
			.fetchValue("select min(collcollate) from pg_collation where collcollate in ('C.utf8', 'C.UTF-8')"
					+ " and collprovider = 'c'");
		if (unicodeLocale != null) {
			DATABASES.add(filledDatabase("search_unicode", "locale_provider libc locale '" + unicodeLocale + "'"));
		}
	}

	private static CloseableDSLContext filledDatabase(String name, String options) {
		TestDatabase.createDatabase(name, "template template0 " + options);
		Flyway.configure().dataSource(TestDatabase.url(name), null, null).load().migrate();
		CloseableDSLContext sql = DSL.using(TestDatabase.url(name));
		EXAMPLES.forEach((example) -> sql.execute("""
				insert into event (id, name, description, starts_at, start_local, start_zone, start_precision,
					start_zone_source)
				values (gen_random_uuid(), ?, ?, '2026-01-01Z', '2026-01-01', 'UTC', 'MINUTE', 'STATED')""",
				example.name(), "About <" + example.name() + ">"));
		return sql;
	}

	@AfterAll
	static void closeConnections() {
		DATABASES.forEach(CloseableDSLContext::close);
	}

	@Test
	void eachNameIsFoundByItsWords() {
		for (CloseableDSLContext sql : DATABASES) {
			for (Example example : EXAMPLES) {
				for (String word : example.words()) {
					for (String search : List.of(word, word.toUpperCase(Locale.ROOT), "“" + word + "”", word + " or")) {
						assertThat(found(sql, search))
							.as("%s in %s", search, sql.fetchValue("select current_database()"))
							.contains(example.name());
					}
				}
			}
		}
	}

	@Test
	void wordsAreTheSameInAllLocales() {
		assertThat(DATABASES.stream()
			.map((sql) -> sql.fetch("select name, words::text, name_key from event_search order by name collate \"C\"")
				.format())
			.distinct()).hasSize(1);
	}

	@Test
	void matchesAreMarkedInTheOriginalText() {
		for (CloseableDSLContext sql : DATABASES) {
			assertThat(highlighted(sql, "L’Lumen – a night", "lumen")).isEqualTo("L’<mark>Lumen</mark> – a night");
			assertThat(highlighted(sql, "Концерт МОСКВА", "москва")).isEqualTo("Концерт <mark>МОСКВА</mark>");
			assertThat(highlighted(sql, "ILIK GECE İstanbul", "istanbul or ılık"))
				.isEqualTo("<mark>ILIK</mark> GECE <mark>İstanbul</mark>");
			assertThat(highlighted(sql, "I, C++, C", "c++ or i")).isEqualTo("<mark>I</mark>, <mark>C++</mark>, C");
			assertThat(highlighted(sql, "ＪＡＺＺ <b>&", "jazz")).isEqualTo("<mark>ＪＡＺＺ</mark> &lt;b&gt;&amp;");
			assertThat(highlighted(sql, "ﬁnale Größe", "grosse")).isEqualTo("ﬁnale <mark>Größe</mark>");
			assertThat(highlighted(sql, "cafe\u0301 bar", "café")).isEqualTo("<mark>café</mark> bar");
			assertThat(highlighted(sql, "\u0002\u0001 jazz", "jazz")).isEqualTo(" <mark>jazz</mark>");
			assertThat(highlighted(sql, "藍染めワークショップ2026", "ワークショップ")).isEqualTo("藍染め<mark>ワークショップ</mark>2026");
			assertThat(highlighted(sql, "น้ำและดนตรีสด", "น้ำ ดนตรี"))
				.isEqualTo("<mark>น้ำ</mark>และ<mark>ดนตรี</mark>สด");
		}
	}

	@Test
	void suggestionsHaveTheOriginalSpelling() {
		for (CloseableDSLContext sql : DATABASES) {
			assertThat(suggested(sql, "мос")).containsExactly("Концерт МОСКВА");
			assertThat(suggested(sql, "ıstan")).containsExactly("ILIK GECE İstanbul");
			assertThat(suggested(sql, "القا")).containsExactly("مَهْرَجَان القاهرة");
			assertThat(suggested(sql, "sunday")).containsExactly("🎷Saxophone🎷Sunday");
			assertThat(suggested(sql, "𞤢𞤣")).containsExactly("𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪");
		}
	}

	private static List<String> found(CloseableDSLContext sql, String search) {
		return sql
			.fetch("select name from event_search where words @@ (select query from interpret_search(?, true))",
					SearchTerms.toWebSearchQuery(search))
			.getValues(0, String.class);
	}

	private static Object highlighted(CloseableDSLContext sql, String text, String search) {
		return sql.fetchValue(
				"select (highlights(?, (select highlighted from interpret_search(?, true)), 'HighlightAll=true'))[1]",
				text, SearchTerms.toWebSearchQuery(search));
	}

	private static List<String> suggested(CloseableDSLContext sql, String typed) {
		return sql.fetch("select text from suggestions(?, 8)", typed).getValues(0, String.class);
	}

	private record Example(String name, List<String> words) {

		static Example of(String name, String... words) {
			return new Example(name, List.of(words));
		}

	}

}
