package dev.marquee.output;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The addresses of the site's own pages.
 */
class EventPagesTests {

	@ParameterizedTest
	@CsvSource({ "https://site.example/events/{slug}, https://site.example/events/owls-1, owls-1",
			"https://site.example/events/{slug}, https://site.example/events/owls-1/?a=b#c, owls-1",
			"https://site.example/events/{slug}, https://site.example/events/%E6%9D%B1-1, 東-1",
			"https://site.example/events/{slug}, https://site.example/events/%E6%9, ",
			"https://site.example/events/{slug}, https://site.example/events/a/b, ",
			"https://site.example/events/{slug}, https://other.example/events/owls-1, ",
			"https://site.example/?event={id}, https://site.example/?event=evt_1&a=b, evt_1",
			"https://site.example/{date}/{slug}.html, https://site.example/2027-01-01/owls-1.html, owls-1",
			"https://site.example/{date}/{slug}.html, https://siteXexample/2027-01-01/owls-1.html, ",
			"https://site.example/{date}, https://site.example/2027-01-01, ",
			"'', https://site.example/events/owls-1, " })
	void pageNamesItsEvent(String template, String page, String name) {
		assertThat(new EventPages(template).idOrSlug(page)).isEqualTo(name);
	}

}
