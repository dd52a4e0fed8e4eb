package dev.marquee.schema;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import graphql.schema.GraphQLNamedType;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The HTML schema reference, over HTTP and in a browser.
 */
@IntegrationTest
class SchemaReferencePageTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	GraphQlSource source;

	Document page;

	@BeforeEach
	void loadPage() {
		HttpResponse<String> response = this.graphQlTestClient.get("/docs/");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").map(MediaType::parseMediaType))
			.hasValue(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
		this.page = Jsoup.parse(response.body(), this.graphQlTestClient.uri("/docs/").toString());
	}

	@Test
	void everyTypeHasASectionWithItsDescription() {
		for (GraphQLNamedType type : this.source.schema().getAllTypesAsList()) {
			boolean hidden = type.getName().startsWith("__")
					|| List.of("Query", "Mutation", "Subscription").contains(type.getName());
			assertThat(this.page.getElementById(type.getName()) != null).as(type.getName()).isNotEqualTo(hidden);
		}
		Element events = this.page.getElementById("Query.events");
		assertThat(events.select("dt").eachText()).contains("filter: EventFilter", "first: Int");
		assertThat(events.select("h3").text()).isEqualTo("events: EventConnection!");
		assertThat(this.page.getElementById("ImportListingsInput.dryRun").text()).contains("dryRun: Boolean! = false",
				"without writing anything");
		assertThat(this.page.getElementById("EventStatus.CANCELLED").text()).contains("It does not take place.");
	}

	@Test
	void linksResolveAndResourcesAreLocal() {
		for (Element link : this.page.select("a[href^=#]")) {
			assertThat(this.page.getElementById(link.attr("href").substring(1))).as(link.attr("href")).isNotNull();
		}
		assertThat(this.page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
		assertThat(this.page.select("script, style, [style], img, iframe")).isEmpty();
		for (Element sheet : this.page.select("link[rel=stylesheet]")) {
			assertThat(sheet.absUrl("href")).startsWith(this.graphQlTestClient.uri("/docs/").toString());
			assertThat(this.graphQlTestClient.get("/docs/" + sheet.attr("href")).statusCode()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "LIGHT", "DARK" })
	void pageFitsPhoneWidth(ColorScheme colors) {
		NewContextOptions phone = new NewContextOptions().setViewportSize(375, 667).setColorScheme(colors);
		try (Chromium chromium = Chromium.open()) {
			chromium.visit(phone, (screen) -> {
				screen.navigate(this.graphQlTestClient.uri("/docs").toString());
				assertThat(screen.evaluate("document.documentElement.scrollWidth")).isEqualTo(375);
				screen.click("header a[href='#contents']");
				screen.click("nav a[href='#EventFilter']");
				assertThat(screen.url()).endsWith("/docs/#EventFilter");
				assertThat(screen.evaluate("document.getElementById('EventFilter').getBoundingClientRect().top < 100"))
					.isEqualTo(true);
				Chromium.screenshot(screen, "reference-" + colors.name().toLowerCase(Locale.ROOT));
			});
		}
	}

}
