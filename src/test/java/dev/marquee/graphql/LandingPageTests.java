package dev.marquee.graphql;

import java.util.Map;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The landing page at the root path.
 */
@IntegrationTest
class LandingPageTests {

	private static final String CARDS = "#events li";

	private static Chromium chromium;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void open() {
		chromium = Chromium.open();
	}

	@AfterAll
	static void close() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void clearDatabase() {
		TestDatabase.clear();
	}

	@Test
	void publishedEventAppearsOnOpenPage() {
		publish("Lanterns on the canal");
		chromium.visit((page) -> {
			openAndAwaitSubscription(page);
			PlaywrightAssertions.assertThat(page.locator(CARDS)).containsText("Lanterns on the canal");
			publish("Brass band in the yard");
			PlaywrightAssertions.assertThat(page.locator(CARDS + ".changed")).containsText("Brass band in the yard");
			PlaywrightAssertions.assertThat(page.locator(CARDS)).hasCount(2);
			Chromium.screenshot(page, "landing");
		});
	}

	@Test
	void emptyListShowsNotice() {
		chromium.visit((page) -> {
			openAndAwaitSubscription(page);
			PlaywrightAssertions.assertThat(page.locator(CARDS)).containsText("There are no upcoming events");
		});
	}

	@Test
	void eventNamesAreEscaped() {
		publish("<img src=x onerror=document.title='hacked'> & more");
		chromium.visit((page) -> {
			openAndAwaitSubscription(page);
			PlaywrightAssertions.assertThat(page.locator(CARDS)).containsText("& more");
			assertThat(page.title()).isEqualTo("Marquee");
		});
	}

	@Test
	void pageFitsPhoneWidth() {
		publish("Lanterns on the canal");
		chromium.visit(new NewContextOptions().setViewportSize(375, 740), (page) -> {
			openAndAwaitSubscription(page);
			PlaywrightAssertions.assertThat(page.locator(CARDS)).hasCount(1);
			assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(375);
			Chromium.screenshot(page, "landing-telephone");
		});
	}

	private void openAndAwaitSubscription(Page page) {
		page.navigate(this.graphQlTestClient.uri("/").toString());
		PlaywrightAssertions.assertThat(page.locator("#state")).hasText("live");
	}

	private void publish(String name) {
		String document = """
				mutation Publish($name: String!) {
				  createEvent(input: {
				    name: $name, publish: true, start: { local: "2099-03-05T19:30", timeZone: "Europe/Lisbon" }
				  }) { userErrors { message } }
				}""";
		this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN).data(document, Map.of("name", name));
	}

}
