package dev.marquee.graphql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The pages have no violation of WCAG 2 (A and AA) that axe-core calls serious or
 * critical.
 */
@IntegrationTest
class PageAccessibilityTests {

	/** Installed with the packages of {@code src/web}. */
	private static final Path AXE = Path.of("target/web/node_modules/axe-core/axe.min.js");

	/** The text editor is another project's; it has a mode for screen readers. */
	private static final String RUN_AXE = """
			async () => {
			  const exclude = document.querySelector('.monaco-editor') ? [['.monaco-editor']] : [];
			  const { violations } = await axe.run({ include: [['html']], exclude }, { resultTypes: ['violations'] });
			  return violations
			    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
			    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`));
			}""";

	@AutoClose
	private static Chromium chromium;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void open() {
		chromium = Chromium.open("static/graphiql/index.html");
		assumeTrue(System.getenv("CI") != null || Files.exists(AXE), "axe-core is not installed");
	}

	@BeforeEach
	void publish() {
		TestDatabase.clear();
		GraphiQlPage.publish(this.graphQlTestClient, "Lanterns on the canal");
	}

	@ParameterizedTest
	@CsvSource({ "1280, LIGHT", "1280, DARK", "375, LIGHT", "375, DARK" })
	void landingPageIsAccessible(int width, ColorScheme colors) {
		chromium.visit(options(width, colors), (page) -> {
			page.navigate(this.graphQlTestClient.uri("/").toString());
			PlaywrightAssertions.assertThat(page.locator("#state")).hasText("live");
			PlaywrightAssertions.assertThat(page.locator("#events li")).hasCount(1);
			assertAccessible(page);
		});
	}

	@ParameterizedTest
	@CsvSource({ "1280, LIGHT", "1280, DARK", "375, LIGHT", "375, DARK" })
	void graphiQlIsAccessible(int width, ColorScheme colors) {
		chromium.visit(options(width, colors), (page) -> {
			GraphiQlPage graphiQl = GraphiQlPage.open(page, this.graphQlTestClient.uri("/graphiql/").toString());
			graphiQl.enterKey();
			graphiQl.openPane("Plan");
			page.getByLabel("Show with each response").selectOption("explain");
			graphiQl.closePane("Plan");
			graphiQl.execute("Listings");
			PlaywrightAssertions.assertThat(graphiQl.status()).containsText("cost");
			assertAccessible(page);
			for (String pane : List.of("Documentation Explorer", "Examples", "Key", "Plan")) {
				graphiQl.openPane(pane);
				assertAccessible(page);
				graphiQl.closePane(pane);
			}
			graphiQl.status().getByText("View plan").click();
			PlaywrightAssertions.assertThat(page.locator(".marquee-plan-view table")).isVisible();
			assertAccessible(page);
		});
	}

	private static NewContextOptions options(int width, ColorScheme colors) {
		return new NewContextOptions().setViewportSize(width, 800)
			.setColorScheme(colors)
			.setReducedMotion(ReducedMotion.REDUCE);
	}

	private static void assertAccessible(Page page) {
		try {
			page.evaluate(Files.readString(AXE));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
		assertThat((List<?>) page.evaluate(RUN_AXE)).isEmpty();
	}

}
