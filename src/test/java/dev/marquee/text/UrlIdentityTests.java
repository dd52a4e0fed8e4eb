package dev.marquee.text;

import java.util.List;
import java.util.Random;

import dev.marquee.SeededTries;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.marquee.db.Routines.urlIdentity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

class UrlIdentityTests {

	@ParameterizedTest
	@CsvSource({ "https://a.example/show, http://www.A.example:80/show/",
			"https://a.example/show?id=1, https://a.example:443/show/?utm_source=x&id=1&UTM_Medium=&fbclid=2#top",
			"https://a.example, http://a.example/?gclid", "https://ü.example/ü|x, https://xn--tda.example/%c3%bc%7cx",
			"https://a.example/~x, https://a.example/%7Ex",
			"https://allevents.in/porto/old-name/200029, http://www.allevents.in/lisbon/new-name/200029/?ref=x" })
	void spellingsOfOnePageAreEqual(String one, String other) {
		assertThat(identity(one)).isEqualTo(identity(other));
	}

	@ParameterizedTest
	@CsvSource({ "https://a.example/show, https://b.a.example/show",
			"https://a.example/show, https://a.example:8443/show", "https://a.example/show, https://a.example/Show",
			"https://a.example/show?id=1, https://a.example/show?id=2",
			"https://a.example/jazz/20260220, https://a.example/techno/20260220",
			"https://a.example/x?utm=1, https://a.example/x", "https://a.example/show?gclids=1, https://a.example/show",
			"https://allevents.in/a/b/200029, https://other.example/a/b/200029",
			"https://allevents.in/a/2026, https://allevents.in/b/2026" })
	void differentPagesAreDifferent(String one, String other) {
		assertThat(identity(one)).isNotEqualTo(identity(other));
	}

	@Test
	void databaseComputesTheSame() {
		SeededTries.run(2000, (random) -> {
			String url = randomUrl(random);
			assertThat(TestDatabase.dsl().select(urlIdentity(val(url))).fetchSingle().value1()).as(url)
				.isEqualTo(UrlIdentity.of(url));
		});
	}

	private static String randomUrl(Random random) {
		StringBuilder url = new StringBuilder(pick(random, List.of("http://", "https://", "https://www.")));
		url.append(pick(random, List.of("a.example", "allevents.in", "www.a.example", "www.www")))
			.append(pick(random, List.of("", "", ":80", ":443", ":8080", ":0443")));
		for (int part = random.nextInt(8); part > 0; part--) {
			url.append(pick(random, List.of("/", "/a", "/200029", "/2026", "?", "&", "#", "utm_x=1", "fbclid", "id=1",
					"gclid=", "%0A", "=", ":80", "//", "www.")));
		}
		return UrlNormalizer.normalize(url.toString()).orElse(url.toString());
	}

	private static String pick(Random random, List<String> values) {
		return values.get(random.nextInt(values.size()));
	}

	private static String identity(String url) {
		return UrlIdentity.of(UrlNormalizer.normalize(url).orElseThrow());
	}

}
