package dev.marquee.graphql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.TestClock;
import dev.marquee.database.TestDatabase;
import dev.marquee.ingest.ListingImporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * GraphiQL in a browser: examples, responses, subscriptions, plans and keys.
 */
@IntegrationTest
class GraphiQlTests {

	private static final Pattern OPERATION = Pattern.compile("^(query|mutation|subscription) (\\w+)",
			Pattern.MULTILINE);

	@AutoClose
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
	void firstVisitHasOneTabWhoseOperationShowsItsResponse() {
		visit((graphiQl) -> {
			PlaywrightAssertions.assertThat(graphiQl.tabs()).hasCount(1);
			JsonNode response = graphiQl.execute("Listings");
			assertThat(response.at("/data/events/nodes/0/venue/city").asString()).isEqualTo("San Francisco");
			PlaywrightAssertions.assertThat(graphiQl.response()).containsText("San Francisco");
			Chromium.screenshot(graphiQl.page(), "graphiql");
		});
	}

	@Test
	void statusLineShowsCostWhichTheResponseDoesNotContain() {
		visit((graphiQl) -> {
			graphiQl.openExample("EventWhole");
			JsonNode response = graphiQl.execute("EventWhole");
			long cost = response.at("/extensions/cost/actual").asLong();
			assertThat(cost).isPositive();
			PlaywrightAssertions.assertThat(graphiQl.status())
				.containsText(Pattern.compile("200 [\\d.,]+ m?s [\\d.]+ KB, [\\d.]+ KB compressed cost " + cost));
			PlaywrightAssertions.assertThat(graphiQl.response()).not().containsText("extensions");
		});
	}

	@Test
	void examplesPaneListsEveryOperation() throws IOException {
		List<String> operations = operations("query", "mutation", "subscription");
		assertThat(operations).hasSizeGreaterThan(10);
		visit((graphiQl) -> {
			graphiQl.openPane("Examples");
			Locator examples = graphiQl.page().locator(".marquee-examples");
			PlaywrightAssertions.assertThat(examples.locator("button")).hasCount(operations.size());
			for (String operation : operations) {
				PlaywrightAssertions.assertThat(examples.getByText(GraphiQlPage.exampleTitle(operation))).hasCount(1);
			}
		});
	}

	@Test
	void everyExampleSucceeds() throws IOException {
		List<String> examples = operations("query", "mutation");
		visit((graphiQl) -> {
			graphiQl.enterKey();
			for (String operation : examples) {
				graphiQl.openExample(operation);
				JsonNode response = graphiQl.execute(operation);
				assertThat(response.has("errors")).as("%s: %s", operation, response).isFalse();
				assertThat(response.findValues("userErrors"))
					.allSatisfy((userErrors) -> assertThat(userErrors).isEmpty());
			}
			PlaywrightAssertions.assertThat(graphiQl.tabs()).hasCount(examples.size());
			PlaywrightAssertions.assertThat(graphiQl.page().locator(".graphiql-tab-active")).isInViewport();
		});
	}

	@Test
	void announceExampleStartsInTheFuture() {
		visit((graphiQl) -> {
			graphiQl.openExample("Announce");
			PlaywrightAssertions.assertThat(graphiQl.variables()).containsText("start");
			String start = graphiQl.variables()
				.innerText()
				.replaceAll("(?s).*(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d).*", "$1");
			assertThat(LocalDateTime.parse(start)).isAfter(LocalDateTime.now());
		});
	}

	@Test
	void subscriptionMessagesAreListedUntilCleared() {
		visit((graphiQl) -> {
			graphiQl.openExample("LiveChanges");
			AtomicBoolean subscribed = new AtomicBoolean();
			graphiQl.page().onWebSocket((socket) -> socket.onFrameSent((frame) -> {
				if (frame.text().contains("\"subscribe\"")) {
					subscribed.set(true);
				}
			}));
			graphiQl.page().click(".graphiql-execute-button");
			graphiQl.page().waitForCondition(subscribed::get);
			Locator messages = graphiQl.page().locator(".marquee-messages li");
			graphiQl.page().waitForCondition(() -> {
				GraphiQlPage.publish(this.graphQlTestClient, "First");
				return messages.count() > 0;
			});
			GraphiQlPage.publish(this.graphQlTestClient, "Last");
			PlaywrightAssertions.assertThat(messages.first().locator("summary")).containsText("PUBLISHED, Last");
			PlaywrightAssertions.assertThat(messages.first().locator("pre")).containsText("\"cursor\"");
			PlaywrightAssertions.assertThat(messages.last().locator("summary")).containsText("First");
			BoundingBox status = graphiQl.status().boundingBox();
			assertThat(status.y + status.height).isLessThan(graphiQl.page().viewportSize().height);
			Chromium.screenshot(graphiQl.page(), "graphiql-live");

			graphiQl.page().click(".graphiql-execute-button");
			PlaywrightAssertions.assertThat(graphiQl.status()).containsText("Stopped.");
			PlaywrightAssertions.assertThat(messages.first()).containsText("Last");
			graphiQl.button("Clear").click();
			PlaywrightAssertions.assertThat(messages).hasCount(0);
		});
	}

	@Test
	void responseWithoutPlanLeadsToThePlanPane() {
		visit((graphiQl) -> {
			graphiQl.execute("Listings");
			graphiQl.button("Plan …").click();
			PlaywrightAssertions.assertThat(graphiQl.page().locator(".marquee-pane .marquee-hint"))
				.containsText("Responses come without their plan");
		});
	}

	@Test
	void planDialogShowsIndentedStatementAndHottestNode() {
		NewContextOptions clipboard = new NewContextOptions()
			.setPermissions(List.of("clipboard-read", "clipboard-write"));
		visit(clipboard, (graphiQl) -> {
			graphiQl.enterKey();
			graphiQl.openPane("Plan");
			graphiQl.page().getByLabel("Show with each response").selectOption("explain");
			graphiQl.execute("Listings");
			PlaywrightAssertions.assertThat(graphiQl.page().locator(".marquee-statements"))
				.containsText("most of it in");
			graphiQl.status().getByText("View plan").click();
			Locator plan = graphiQl.page().locator(".marquee-plan-view");
			PlaywrightAssertions.assertThat(plan.locator("pre"))
				.containsText(Pattern.compile("\\n +\"event_search\""),
						new ContainsTextOptions().setUseInnerText(true));
			PlaywrightAssertions.assertThat(plan.locator("table")).containsText("Index Scan");
			PlaywrightAssertions.assertThat(plan.locator("tr.hottest")).hasCount(1);
			Chromium.screenshot(graphiQl.page(), "graphiql-plan");
			graphiQl.button("Copy SQL").click();
			PlaywrightAssertions.assertThat(graphiQl.button("Copied")).isVisible();
			assertThat(graphiQl.clipboard()).startsWith("select").contains("\n  ");
		});
	}

	@Test
	void missingScopeLeadsToTheKeyPane() {
		visit((graphiQl) -> {
			graphiQl.openExample("Announce");
			graphiQl.execute("Announce");
			Locator hint = graphiQl.page().locator(".graphiql-response .marquee-hint");
			PlaywrightAssertions.assertThat(hint)
				.containsText("This needs an API key that has the scope events:write.");
			graphiQl.button("Open the pane Key").click();
			PlaywrightAssertions.assertThat(graphiQl.page().locator(".marquee-pane"))
				.containsText("key create --name me --scope events:write");
		});
	}

	private void visit(Consumer<GraphiQlPage> actions) {
		visit(new NewContextOptions(), actions);
	}

	private void visit(NewContextOptions options, Consumer<GraphiQlPage> actions) {
		String uri = this.graphQlTestClient.uri("/graphiql").toString();
		chromium.visit(options, (Page page) -> actions.accept(GraphiQlPage.open(page, uri)));
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
