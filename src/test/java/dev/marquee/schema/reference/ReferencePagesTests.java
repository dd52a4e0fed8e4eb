package dev.marquee.schema.reference;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import graphql.schema.GraphQLNamedType;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages of the reference, over HTTP and in a browser.
 */
@IntegrationTest
class ReferencePagesTests {

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	GraphQlSource source;

	@Test
	void everyTypeHasAPageWithItsDescriptionAndMembers() {
		for (GraphQLNamedType type : this.source.schema().getAllTypesAsList()) {
			int status = this.graphQlTestClient.get("/docs/" + type.getName()).statusCode();
			assertThat(status).as(type.getName()).isEqualTo(type.getName().startsWith("__") ? 404 : 200);
		}
		Element events = page("Query").getElementById("events");
		assertThat(events.select("dt").eachText()).contains("filter: EventFilter", "first: Int");
		assertThat(events.select("h2").text()).isEqualTo("events: EventConnection!");
		assertThat(page("ImportListingsInput").getElementById("dryRun").text()).contains("dryRun: Boolean! = false",
				"without writing anything");
		assertThat(page("EventStatus").getElementById("CANCELLED").text()).contains("It does not take place.");
	}

	@Test
	void typePageListsTheFieldsThatUseIt() {
		assertThat(page("EventFilter").select("#used-by + ul a").eachText()).contains("Query.events", "Venue.events",
				"Subscription.eventChanges");
	}

	@Test
	void descriptionsAreRenderedAsMarkdown() {
		assertThat(page("Event").getElementById("start").select("p code, h2 code").eachText()).isNotEmpty();
		assertThat(MarkdownText.toHtml("a `code` <b>"))
			.isEqualToIgnoringWhitespace("<p>a <code>code</code> &lt;b&gt;</p>");
	}

	@Test
	void guidesHaveAnchorsAndTables() {
		assertThat(page("").title()).isEqualTo("Getting started · Marquee");
		Document errors = page("errors");
		assertThat(errors.getElementById("user-errors-of-mutations")).isNotNull();
		assertThat(errors.select("td code").eachText()).contains("COST_LIMIT_EXCEEDED", "RATE_LIMITED");
	}

	/** Follows all links from the start page on. */
	@Test
	void linksResolveAndResourcesAreLocal() {
		Map<String, Document> visited = new LinkedHashMap<>();
		Deque<String> waiting = new ArrayDeque<>(List.of(this.graphQlTestClient.uri("/docs/").toString()));
		String base = this.graphQlTestClient.uri("/docs/").toString();
		while (!waiting.isEmpty()) {
			String address = waiting.remove();
			if (visited.containsKey(address)) {
				continue;
			}
			Document page = page(address.substring(base.length()));
			visited.put(address, page);
			assertThat(page.select("[id]").eachAttr("id")).as(address).doesNotHaveDuplicates();
			assertThat(page.select("style, [style], img, iframe, script:not([src])")).as(address).isEmpty();
			for (Element link : page.select("main a[href], nav a[href]")) {
				String target = link.absUrl("href").replaceFirst("#.*", "");
				if (target.startsWith(base)) {
					waiting.add(target);
				}
			}
		}
		assertThat(visited).hasSizeGreaterThan(100);
		visited.forEach((address, page) -> page.select("a[href*=#]").forEach((link) -> {
			String[] target = link.absUrl("href").split("#", 2);
			if (visited.containsKey(target[0])) {
				assertThat(visited.get(target[0]).getElementById(target[1])).as("%s on %s", link, address).isNotNull();
			}
		}));
		Document start = visited.get(base);
		start.select("link[rel=stylesheet]").forEach((sheet) -> assertLoads(sheet.absUrl("href")));
		start.select("script").forEach((script) -> assertLoads(script.absUrl("src")));
	}

	private void assertLoads(String address) {
		assertThat(address).startsWith(this.graphQlTestClient.uri("/docs/").toString());
		String path = address.substring(this.graphQlTestClient.uri("/").toString().length() - 1);
		assertThat(this.graphQlTestClient.get(path).statusCode()).as(path).isEqualTo(200);
	}

	@Test
	void searchRanksNamesBeforeDescriptions() {
		assertThat(page("search?q=startsAt").select("#results code").eachText()).first()
			.asString()
			.endsWith(".startsAt");
		assertThat(page("search?q=optimistic+locking").select("#results code").eachText()).contains("Event.version");
		assertThat(page("search?q=RATE_LIMITED").select("#results a").eachAttr("href")).contains("errors#limits");
		assertThat(page("search?q=%3Cscript%3E").select("#results").text()).contains("“<script>”");
		assertThat(page("search?q=").select("#results li")).isEmpty();
	}

	@Test
	void searchShowsResultsWhileTyping() {
		try (Chromium chromium = Chromium.open()) {
			chromium.visit(new NewContextOptions().setViewportSize(375, 667), (screen) -> {
				screen.navigate(this.graphQlTestClient.uri("/docs/Event").toString());
				screen.keyboard().press("/");
				screen.keyboard().type("similar");
				screen.waitForSelector(".popover a");
				assertThat(screen.evaluate("document.documentElement.scrollWidth")).isEqualTo(375);
				screen.keyboard().press("ArrowDown");
				screen.keyboard().press("Enter");
				screen.waitForURL("**/docs/Event#similar");
			});
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "LIGHT", "DARK" })
	void pagesFitPhoneWidth(ColorScheme colors) {
		NewContextOptions phone = new NewContextOptions().setViewportSize(375, 667).setColorScheme(colors);
		try (Chromium chromium = Chromium.open()) {
			chromium.visit(phone, (screen) -> {
				for (String path : List.of("/docs", "/docs/Query", "/docs/errors", "/docs/search?q=event")) {
					screen.navigate(this.graphQlTestClient.uri(path).toString());
					assertThat(screen.evaluate("document.documentElement.scrollWidth")).as(path).isEqualTo(375);
					Chromium.screenshot(screen,
							"reference-" + path.replaceAll("\\W", "-") + "-" + colors.name().toLowerCase(Locale.ROOT));
				}
				screen.click("header a[href='#contents']");
				screen.click("nav a[href='EventFilter']");
				assertThat(screen.url()).endsWith("/docs/EventFilter");
				assertThat(screen.locator("h1").textContent()).isEqualTo("EventFilter");
			});
		}
	}

	private Document page(String path) {
		HttpResponse<String> response = this.graphQlTestClient.get("/docs/" + path);
		assertThat(response.statusCode()).as(path).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type").map(MediaType::parseMediaType)).as(path)
			.hasValue(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8));
		return Jsoup.parse(response.body(), this.graphQlTestClient.uri("/docs/" + path).toString());
	}

}
