package dev.marquee.graphql;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deep links into GraphiQL.
 */
@IntegrationTest
class GraphiQlLinkTests {

	@AutoClose
	private static Chromium chromium;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void open() {
		chromium = Chromium.open("static/graphiql/index.html");
	}

	@BeforeEach
	void clearDatabase() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/graphiql?", "/graphiql/?", "/graphiql#", "/graphiql/#" })
	void linkOpensOperationAndVariables(String path) {
		String link = path
				+ parameters("query Linked($first: Int) { events(first: $first) { totalCount } }", "{\"first\":7}");
		chromium.visit((page) -> {
			GraphiQlPage graphiQl = GraphiQlPage.open(page, uri(link));
			PlaywrightAssertions.assertThat(graphiQl.editor()).containsText("query Linked");
			PlaywrightAssertions.assertThat(graphiQl.variables()).containsText("\"first\": 7");
			PlaywrightAssertions.assertThat(graphiQl.tabs()).hasCount(1);
			PlaywrightAssertions.assertThat(page).hasURL(uri("/graphiql/"));
			assertThat(graphiQl.execute("Linked").at("/data/events/totalCount").asInt()).isZero();
		});
	}

	@Test
	void linkOpensBesideTheTabsOfTheLastVisit() {
		chromium.visit((page) -> {
			GraphiQlPage first = GraphiQlPage.open(page, uri("/graphiql/"));
			first.openExample("NearMe");
			PlaywrightAssertions.assertThat(first.tabs()).hasCount(2);
			page.waitForCondition(() -> page.evaluate("localStorage.getItem('marquee:graphiql:tabState') ?? ''")
				.toString()
				.contains("NearMe"));
			page.navigate("about:blank");
			GraphiQlPage second = GraphiQlPage.open(page,
					uri("/graphiql?" + parameters("query Linked { __typename }", "")));
			PlaywrightAssertions.assertThat(second.tabs()).hasText(new String[] { "Listings", "NearMe", "Linked" });
			PlaywrightAssertions.assertThat(second.editor()).containsText("Linked");
			PlaywrightAssertions.assertThat(second.variables()).not().containsText("near");
		});
	}

	@Test
	void linkOfAnOpenTabSelectsThatTab() {
		String link = uri("/graphiql/#" + parameters("query Linked { __typename }", ""));
		chromium.visit((page) -> {
			GraphiQlPage graphiQl = GraphiQlPage.open(page, link);
			graphiQl.openExample("NearMe");
			page.navigate(link);
			PlaywrightAssertions.assertThat(graphiQl.editor()).containsText("Linked");
			PlaywrightAssertions.assertThat(graphiQl.tabs()).hasCount(2);
		});
	}

	@Test
	void linkMayBeLongerThanAUrlOfTheServer() {
		String query = "query Long { __typename }\n#" + "x".repeat(20_000);
		chromium.visit((page) -> {
			GraphiQlPage graphiQl = GraphiQlPage.open(page, uri("/graphiql/#" + parameters(query, "")));
			PlaywrightAssertions.assertThat(graphiQl.editor()).containsText("query Long");
		});
	}

	@Test
	void sharedLinkHasOperationAndVariablesButNoKey() {
		AtomicReference<String> shared = new AtomicReference<>();
		chromium.visit(new NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")), (page) -> {
			GraphiQlPage graphiQl = GraphiQlPage.open(page, uri("/graphiql/"));
			graphiQl.enterKey();
			graphiQl.openExample("NearMe");
			PlaywrightAssertions.assertThat(graphiQl.variables()).containsText("radiusKm");
			graphiQl.button("Share: copy a link to this operation").click();
			PlaywrightAssertions.assertThat(graphiQl.button("Link copied")).isVisible();
			shared.set(graphiQl.clipboard());
		});
		assertThat(shared.get()).startsWith(uri("/graphiql/#query=")).doesNotContain(IntegrationTest.EDITOR_TOKEN);
		chromium.visit((page) -> {
			GraphiQlPage graphiQl = GraphiQlPage.open(page, shared.get());
			PlaywrightAssertions.assertThat(graphiQl.tabs()).hasText(new String[] { "NearMe" });
			assertThat(graphiQl.execute("NearMe").has("errors")).isFalse();
		});
	}

	@Test
	void cardOfTheLandingPageOpensItsEvent() {
		GraphiQlPage.publish(this.graphQlTestClient, "Lanterns on the canal");
		chromium.visit((page) -> {
			page.navigate(uri("/"));
			page.locator("#events li").click();
			page.waitForSelector(".graphiql-query-editor .view-line");
			assertThat(new GraphiQlPage(page).execute("Event").at("/data/event/name").asString())
				.isEqualTo("Lanterns on the canal");
		});
	}

	private String uri(String path) {
		return this.graphQlTestClient.uri(path).toString();
	}

	private static String parameters(String query, String variables) {
		String parameters = "query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
		return variables.isEmpty() ? parameters
				: parameters + "&variables=" + URLEncoder.encode(variables, StandardCharsets.UTF_8);
	}

}
