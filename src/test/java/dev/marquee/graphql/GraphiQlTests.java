package dev.marquee.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Page.LocatorOptions;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.ListingImporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * GraphiQL in a browser.
 */
@IntegrationTest
class GraphiQlTests {

	private static final Pattern OPERATION = Pattern.compile("^(query|mutation|subscription) (\\w+)",
			Pattern.MULTILINE);

	private static Chromium chromium;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	ListingImporter importer;

	@Autowired
	TestClock clock;

	@BeforeAll
	static void open() {
		chromium = Chromium.open("static/graphiql/index.html");
	}

	@AfterAll
	static void close() {
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void importListing() throws IOException {
		this.clock.fixAt(Instant.parse("2026-02-01T00:00:00Z"));
		TestDatabase.clear();
		byte[] document = new ClassPathResource("listings/whole.txt").getContentAsByteArray();
		this.importer.importDocument("whole.txt", document);
	}

	@AfterEach
	void resumeClock() {
		this.clock.useSystemTime();
	}

	@Test
	void firstOperationShowsItsResponse() {
		chromium.visit((page) -> {
			openGraphiQl(page);
			JsonNode response = execute(page, "Listings");
			assertThat(response.at("/data/events/nodes/0/venue/city").asString()).isEqualTo("San Francisco");
			PlaywrightAssertions.assertThat(page.locator(".graphiql-response .view-lines"))
				.containsText("San Francisco");
			Chromium.screenshot(page, "graphiql");
		});
	}

	@Test
	void everyPresetOperationSucceeds() throws IOException {
		List<String> presets = operations("query", "mutation");
		assertThat(presets).hasSizeGreaterThan(8);
		chromium.visit((page) -> {
			openGraphiQl(page);
			enterKey(page);
			for (String operation : presets) {
				openTab(page, operation);
				JsonNode response = execute(page, operation);
				assertThat(response.has("errors")).as("%s: %s", operation, response).isFalse();
				assertThat(response.findValues("userErrors"))
					.allSatisfy((userErrors) -> assertThat(userErrors).isEmpty());
			}
		});
	}

	@Test
	void subscriptionShowsEventsPublishedByOtherClients() {
		chromium.visit((page) -> {
			openGraphiQl(page);
			openTab(page, "LiveChanges");
			AtomicBoolean subscribed = new AtomicBoolean();
			page.onWebSocket((socket) -> socket.onFrameSent((frame) -> {
				if (frame.text().contains("\"subscribe\"")) {
					subscribed.set(true);
				}
			}));
			page.click(".graphiql-execute-button");
			page.waitForCondition(subscribed::get);
			Locator response = page.locator(".graphiql-response .view-lines");
			page.waitForCondition(() -> {
				publish();
				return response.innerText().contains("PUBLISHED");
			});
			Chromium.screenshot(page, "graphiql-live");
		});
	}

	@Test
	void planPaneShowsStatementAndExplain() {
		chromium.visit((page) -> {
			openGraphiQl(page);
			enterKey(page);
			page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show Plan")).click();
			page.getByLabel("Show with each response").selectOption("explain");
			execute(page, "Listings");
			PlaywrightAssertions.assertThat(page.locator(".marquee-pane")).containsText("event_search");
			PlaywrightAssertions.assertThat(page.locator(".marquee-pane")).containsText("Index Scan");
			Chromium.screenshot(page, "graphiql-plan");
		});
	}

	@Test
	void darkModeFitsPhoneWidth() {
		chromium.visit(new NewContextOptions().setViewportSize(375, 740).setColorScheme(ColorScheme.DARK), (page) -> {
			openGraphiQl(page);
			execute(page, "Listings");
			Locator response = page.locator(".graphiql-response .view-lines");
			PlaywrightAssertions.assertThat(response).containsText("Compilers by");
			assertThat(response.boundingBox().width).isGreaterThan(250);
			assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(375);
			Chromium.screenshot(page, "graphiql-telephone");
		});
	}

	private void openGraphiQl(Page page) {
		page.navigate(this.graphQlTestClient.uri("/graphiql").toString());
		page.waitForSelector(".graphiql-query-editor .view-line");
	}

	private static void enterKey(Page page) {
		page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Show Key")).click();
		page.getByLabel("API key or token").fill(IntegrationTest.EDITOR_TOKEN);
		page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Hide Key")).click();
	}

	private static void openTab(Page page, String operation) {
		page.locator("[role=tab]", new LocatorOptions().setHasText(operation)).first().click();
		PlaywrightAssertions.assertThat(page.locator(".graphiql-query-editor .view-lines")).containsText(operation);
	}

	private static JsonNode execute(Page page, String operation) {
		Response httpResponse = page.waitForResponse(
				(candidate) -> candidate.url().endsWith("/graphql")
						&& candidate.request().postData().contains(operation),
				() -> page.click(".graphiql-execute-button"));
		return GraphQlTestClient.JSON.readTree(httpResponse.body());
	}

	private void publish() {
		this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN).data("""
				mutation {
				  createEvent(input: {
				    name: "Open rehearsal", publish: true, start: { local: "2027-03-05T19:30", timeZone: "UTC" }
				  }) { userErrors { message } }
				}""");
	}

	private static List<String> operations(String... kinds) throws IOException {
		try (Stream<Path> files = Files.list(Path.of("src/web/operations"))) {
			return files.filter((file) -> file.toString().endsWith(".graphql"))
				.sorted()
				.flatMap((file) -> OPERATION.matcher(read(file)).results())
				.filter((operation) -> List.of(kinds).contains(operation.group(1)))
				.map((operation) -> operation.group(2))
				.toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
