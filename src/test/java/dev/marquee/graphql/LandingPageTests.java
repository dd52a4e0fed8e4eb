package dev.marquee.graphql;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The landing page at the root path.
 */
@IntegrationTest
class LandingPageTests {

	private static final String CARDS = "#events li";

	@AutoClose
	private static Chromium chromium;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void open() {
		chromium = Chromium.open();
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
	void cancelledEventIsMarked() {
		String id = publish("Lanterns on the canal");
		mutate("mutation($id: ID!) { cancelEvent(input: { id: $id }) { userErrors { message } } }", Map.of("id", id));
		chromium.visit((page) -> {
			openAndAwaitSubscription(page);
			PlaywrightAssertions.assertThat(page.locator(CARDS + " .notice")).hasText("Cancelled");
			mutate("""
					mutation($id: ID!) {
					  rescheduleEvent(input: {
					    id: $id, start: { local: "2099-04-05T19:30", timeZone: "Europe/Lisbon" }
					  }) { userErrors { message } }
					}""", Map.of("id", id));
			PlaywrightAssertions.assertThat(page.locator(CARDS + " .notice")).hasText("New date");
		});
	}

	@Test
	void pictureIsShownOnceItHasLoaded() {
		setPicture(publish("With a picture"), "/landing/favicon.svg");
		setPicture(publish("With a file that is no picture"), "/landing/landing.css");
		chromium.visit((page) -> {
			openAndAwaitSubscription(page);
			Locator pictures = page.locator(CARDS + " img");
			PlaywrightAssertions.assertThat(pictures).hasCount(1);
			PlaywrightAssertions.assertThat(pictures).hasAttribute("alt", "A poster");
			page.waitForCondition(() -> (int) pictures.evaluate("(image) => image.naturalWidth") > 0);
		});
	}

	@Test
	void cityWithinTheNameOfTheVenueIsNotRepeated() {
		JsonNode venue = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
			.data("""
					mutation {
					  createVenue(input: { name: "48 Tannery Lane, Melbourne VIC", city: "Melbourne", country: "Australia" }) {
					    venue { id }
					  }
					}""");
		String venueId = venue.at("/createVenue/venue/id").asString();
		mutate("mutation($id: ID!, $venueId: ID) { updateEvent(input: { id: $id, venueId: $venueId }) { userErrors { message } } }",
				Map.of("id", publish("Hello bees"), "venueId", venueId));
		chromium.visit((page) -> {
			openAndAwaitSubscription(page);
			PlaywrightAssertions.assertThat(page.locator(CARDS + " .where"))
				.hasText("48 Tannery Lane, Melbourne VIC, Australia");
		});
	}

	@Test
	void addressesAndFirstQueryCanBeCopied() {
		chromium.visit(new NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")), (page) -> {
			openAndAwaitSubscription(page);
			page.getByLabel("Copy the WebSocket address").click();
			assertThat(page.evaluate("navigator.clipboard.readText()"))
				.isEqualTo(this.graphQlTestClient.uri("/graphql").toString().replace("http", "ws"));
			page.locator("[data-copy=query]").click();
			String query = (String) page.evaluate("navigator.clipboard.readText()");
			assertThat(this.graphQlTestClient.data(query).at("/events/nodes").isArray()).isTrue();
			assertThat(page.locator("#open-query").getAttribute("href"))
				.startsWith("/graphiql/#query=query+NextEvents");
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

	private String publish(String name) {
		return mutate("""
				mutation Publish($name: String!) {
				  createEvent(input: {
				    name: $name, publish: true, start: { local: "2099-03-05T19:30", timeZone: "Europe/Lisbon" }
				  }) { event { id } userErrors { message } }
				}""", Map.of("name", name)).at("/createEvent/event/id").asString();
	}

	private void setPicture(String id, String path) {
		mutate("""
				mutation($id: ID!, $url: String!) {
				  setGallery(input: { id: $id, gallery: [{ url: $url, alt: "A poster" }] }) { userErrors { message } }
				}""", Map.of("id", id, "url", this.graphQlTestClient.uri(path).toString()));
	}

	private JsonNode mutate(String document, Map<String, ?> variables) {
		JsonNode data = this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN).data(document, variables);
		assertThat(data.findValues("userErrors")).allSatisfy((userErrors) -> assertThat(userErrors).isEmpty());
		return data;
	}

}
