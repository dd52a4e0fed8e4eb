package dev.marquee.graphql;

import java.util.Locale;
import java.util.function.Consumer;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
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
 * GraphiQL at the width of a phone.
 */
@IntegrationTest
class GraphiQlPhoneTests {

	private static final int WIDTH = 375;

	private static final int HEIGHT = 740;

	@AutoClose
	private static Chromium chromium;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void open() {
		chromium = Chromium.open("static/graphiql/index.html");
	}

	@BeforeEach
	void publish() {
		TestDatabase.clear();
		GraphiQlPage.publish(this.graphQlTestClient, "Lanterns on the canal");
	}

	@Test
	void operationIsAboveItsResponse() {
		visit((graphiQl) -> {
			graphiQl.execute("Listings");
			PlaywrightAssertions.assertThat(graphiQl.response()).containsText("Lanterns");
			assertFitsWidth(graphiQl.page());
			BoundingBox header = box(graphiQl, ".graphiql-session-header");
			BoundingBox toolbar = box(graphiQl, ".graphiql-toolbar");
			BoundingBox editor = box(graphiQl, ".graphiql-query-editor .monaco-editor");
			BoundingBox response = box(graphiQl, ".graphiql-response .result-window");
			assertThat(toolbar.y).isGreaterThanOrEqualTo(header.y + header.height);
			assertThat(editor.y).isGreaterThanOrEqualTo(toolbar.y + toolbar.height);
			assertThat(response.y).isGreaterThanOrEqualTo(editor.y + editor.height);
			assertThat(editor.width).isGreaterThan(330);
			assertThat(response.width).isGreaterThan(330);
			assertThat(response.height).isGreaterThan(200);
			assertThat(box(graphiQl, ".graphiql-sidebar").y).isGreaterThanOrEqualTo(response.y + response.height);
			Chromium.screenshot(graphiQl.page(), "graphiql-telephone");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "Documentation Explorer", "Examples", "GraphiQL Explorer", "Key", "Plan", "History" })
	void paneCoversThePageUntilItIsClosed(String title) {
		visit((graphiQl) -> {
			graphiQl.openPane(title);
			BoundingBox pane = box(graphiQl, ".graphiql-plugin");
			assertThat(pane.width).isEqualTo(WIDTH);
			BoundingBox close = graphiQl.button("Close " + title).boundingBox();
			assertThat(pane.y).isZero();
			assertThat(close.y).isEqualTo(pane.height);
			assertThat(close.y + close.height).isEqualTo(HEIGHT);
			assertFitsWidth(graphiQl.page());
			assertThat((int) graphiQl.page().locator(".graphiql-plugin").evaluate("(pane) => pane.scrollWidth"))
				.isLessThanOrEqualTo(WIDTH);
			Chromium.screenshot(graphiQl.page(),
					"graphiql-telephone-" + title.toLowerCase(Locale.ROOT).replace(" ", "-"));
			graphiQl.button("Close " + title).click();
			PlaywrightAssertions.assertThat(graphiQl.page().locator(".graphiql-plugin")).not().isInViewport();
			assertThat(box(graphiQl, ".graphiql-response").width).isGreaterThan(330);
		});
	}

	@Test
	void choosingAnExampleClosesThePane() {
		visit((graphiQl) -> {
			graphiQl.openPane("Examples");
			graphiQl.page().getByText("Near me").click();
			PlaywrightAssertions.assertThat(graphiQl.page().locator(".graphiql-plugin")).not().isInViewport();
			PlaywrightAssertions.assertThat(graphiQl.editor()).containsText("NearMe");
		});
	}

	@Test
	void escapeClosesThePane() {
		visit((graphiQl) -> {
			graphiQl.openPane("Plan");
			graphiQl.page().keyboard().press("Escape");
			PlaywrightAssertions.assertThat(graphiQl.page().locator(".graphiql-plugin")).not().isInViewport();
		});
	}

	private void visit(Consumer<GraphiQlPage> actions) {
		NewContextOptions phone = new NewContextOptions().setViewportSize(WIDTH, HEIGHT)
			.setColorScheme(ColorScheme.DARK);
		String uri = this.graphQlTestClient.uri("/graphiql/").toString();
		chromium.visit(phone, (Page page) -> actions.accept(GraphiQlPage.open(page, uri)));
	}

	private static void assertFitsWidth(Page page) {
		assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(WIDTH);
	}

	private static BoundingBox box(GraphiQlPage graphiQl, String selector) {
		Locator locator = graphiQl.page().locator(selector);
		return locator.boundingBox();
	}

}
