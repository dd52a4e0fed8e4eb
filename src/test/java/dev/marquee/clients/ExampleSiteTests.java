package dev.marquee.clients;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.AddScriptTagOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.database.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The site of {@code src/example} in Chromium.
 */
@IntegrationTest
@Timeout(300)
class ExampleSiteTests {

	private static final int EVENTS = 30;

	private static final String CARDS = "main .cards li:not(.skeleton)";

	private static final String LAYOUT_SHIFTS = """
			window.layoutShift = 0;
			new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
			  if (!entry.hadRecentInput) window.layoutShift += entry.value;
			})).observe({ type: 'layout-shift', buffered: true });""";

	private static final String VIOLATIONS = """
			async () => (await axe.run()).violations
			  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
			  .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)""";

	/** A day in a month that the calendar does not show at first. */
	private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC).plusMonths(1).withDayOfMonth(15);

	private static Chromium chromium;

	private static ExampleSite site;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void open(@Autowired GraphQlTestClient graphQlTestClient) throws IOException {
		ExampleSite.build();
		chromium = Chromium.open();
		site = ExampleSite.start(graphQlTestClient.uri(""), IntegrationTest.EDITOR_TOKEN);
	}

	@AfterAll
	static void close() {
		if (site != null) {
			site.close();
		}
		if (chromium != null) {
			chromium.close();
		}
	}

	@BeforeEach
	void addEvents() {
		TestDatabase.clear();
		List<String> venues = List.of(createVenue("Alte Werft", "Hamburg", 53.54, 9.97),
				createVenue("La Lanterne", "Lyon", 45.76, 4.84));
		for (int index = 1; index <= EVENTS; index++) {
			publish("Evening %02d".formatted(index), DAY.plusDays(index % 10), venues.get(index % 2),
					(index % 3 == 0) ? "Readings" : "Live music");
		}
	}

	@Test
	void searchAndFacetNarrowTheListAndBackReturnsToIt() {
		visit("/", (page) -> {
			PlaywrightAssertions.assertThat(page.getByRole(AriaRole.STATUS)).hasText(EVENTS + " events");
			page.getByLabel("Search").fill("evening");
			page.getByLabel("Readings (").check();
			page.getByLabel("Hamburg (").check();
			PlaywrightAssertions.assertThat(page.getByRole(AriaRole.STATUS)).hasText("5 events");
			PlaywrightAssertions.assertThat(page.locator(CARDS)).hasCount(5);
			page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Evening 06")).click();
			PlaywrightAssertions.assertThat(page).hasTitle("Evening 06 · What’s on");
			PlaywrightAssertions.assertThat(page.locator("main")).containsText("Where to sit?");
			page.goBack();
			PlaywrightAssertions.assertThat(page.locator(CARDS)).hasCount(5);
			PlaywrightAssertions.assertThat(page.getByLabel("Readings (")).isChecked();
			assertThat(page.url()).contains("search=evening", "category=readings");
		});
	}

	@Test
	void scrollingShowsEveryEventOnceAndBackReturnsToThePlace() {
		visit("/", (page) -> {
			PlaywrightAssertions.assertThat(page.locator(CARDS)).hasCount(12);
			scrollUntilAllAreShown(page);
			List<String> names = page.locator(CARDS + " h2").allTextContents();
			assertThat(names).hasSize(EVENTS).hasSize(new HashSet<>(names).size());
			page.locator(CARDS + " a").last().click();
			PlaywrightAssertions.assertThat(page.locator("main dl")).containsText("When");
			page.goBack();
			PlaywrightAssertions.assertThat(page.locator(CARDS)).hasCount(EVENTS);
			PlaywrightAssertions.assertThat(page.locator(CARDS + " a").last()).isInViewport();
		});
	}

	@Test
	void calendarShowsTheEventsOfTheChosenDay() {
		visit("/", (page) -> {
			page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Calendar")).click();
			page.locator("main .row a").last().click();
			Locator day = page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(" 15 3 events"));
			day.click();
			PlaywrightAssertions.assertThat(day).hasAttribute("aria-current", "date");
			PlaywrightAssertions.assertThat(page.locator(CARDS + " h3"))
				.containsText(new String[] { "Evening 10", "Evening 20", "Evening 30" });
		});
	}

	@Test
	void mapZoomsToEventsAndLinksToThem() {
		publish("Alone in Lisbon", DAY, createVenue("Miradouro", "Lisboa", 38.72, -9.13), "Readings");
		visit("/map", (page) -> {
			page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Zoom in")).click();
			page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("1: Alone in Lisbon")).click();
			PlaywrightAssertions.assertThat(page).hasTitle("Alone in Lisbon · What’s on");
		});
	}

	@Test
	void interestIsShownAtOnceAndAfterReload() {
		visit("/", (page) -> {
			page.locator(CARDS + " a").first().click();
			Locator button = page.locator(".interested");
			PlaywrightAssertions.assertThat(button).isEnabled();
			List<Route> held = new CopyOnWriteArrayList<>();
			page.route("**/viewer", held::add);
			button.click();
			PlaywrightAssertions.assertThat(button).hasText("★ Interested · 1");
			PlaywrightAssertions.assertThat(button).hasAttribute("aria-pressed", "true");
			page.waitForCondition(() -> held.size() == 1);
			page.waitForResponse("**/viewer", () -> held.getFirst().resume());
			page.unroute("**/viewer");
			page.reload();
			PlaywrightAssertions.assertThat(button).hasText("★ Interested · 1");
			button.click();
			PlaywrightAssertions.assertThat(button).hasText("☆ Interested · 0");
		});
	}

	@Test
	void interestOfAnotherVisitorIsNotShown() {
		String[] address = new String[1];
		visit("/", (page) -> {
			page.locator(CARDS + " a").first().click();
			page.locator(".interested").click();
			PlaywrightAssertions.assertThat(page.locator(".interested")).hasText("★ Interested · 1");
			page.reload();
			PlaywrightAssertions.assertThat(page.locator(".interested")).hasText("★ Interested · 1");
			address[0] = page.url().substring(site.uri("").length());
		});
		visit(address[0],
				(page) -> PlaywrightAssertions.assertThat(page.locator(".interested")).hasText("☆ Interested · 1"));
	}

	@Test
	void visitorsBackendExecutesNoOtherOperation() {
		visit("/", (page) -> {
			Object answer = page.evaluate("""
					async () => (await fetch('/viewer', { method: 'POST', body: JSON.stringify({
					  operationName: 'Delete', query: 'mutation Delete { __typename }' }) })).text()""");
			assertThat(answer.toString()).contains("errors").doesNotContain("Mutation\"");
		});
	}

	@Test
	void publishedEventArrivesAlsoAfterAnInterruption() {
		chromium.visit((page) -> {
			List<WebSocketRoute> connections = new CopyOnWriteArrayList<>();
			List<String> messages = new CopyOnWriteArrayList<>();
			page.routeWebSocket("**/graphql", (connection) -> {
				connections.add(connection);
				WebSocketRoute server = connection.connectToServer();
				connection.onMessage((frame) -> {
					messages.add(frame.text());
					server.send(frame.text());
				});
			});
			page.navigate(site.uri("/"));
			page.waitForCondition(
					() -> messages.stream().anyMatch((message) -> message.contains("subscription Changes")));
			publish("Before the cut", DAY, null, "Readings");
			Locator announced = page.getByLabel("New events");
			PlaywrightAssertions.assertThat(announced).containsText("Before the cut");
			// The page connects again only while the test waits for it.
			connections.getFirst().close(new WebSocketRoute.CloseOptions().setCode(1012).setReason("restart"));
			publish("During the cut", DAY, null, "Readings");
			PlaywrightAssertions.assertThat(announced).containsText("During the cut");
			assertThat(connections).hasSize(2);
			publish("After the cut", DAY, null, "Readings");
			PlaywrightAssertions.assertThat(announced.locator("a"))
				.hasText(new String[] { "After the cut", "During the cut", "Before the cut" });
			announced.getByRole(AriaRole.BUTTON).click();
			PlaywrightAssertions.assertThat(page.getByRole(AriaRole.STATUS)).hasText((EVENTS + 3) + " events");
			PlaywrightAssertions.assertThat(page.locator(CARDS + ".new")).hasCount(3);
		});
	}

	@Test
	void failureIsReportedAndCanBeRetried() {
		visit("/map", (page) -> {
			page.route("**/graphql",
					(route) -> route.fulfill(new Route.FulfillOptions().setStatus(200)
						.setContentType("application/json")
						.setBody("{\"errors\":[{\"message\":\"Out of order.\"}]}")));
			page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Calendar")).click();
			PlaywrightAssertions.assertThat(page.getByRole(AriaRole.ALERT)).containsText("Out of order.");
			page.unroute("**/graphql");
			page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Try again")).click();
			PlaywrightAssertions.assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
		});
	}

	@ParameterizedTest
	@CsvSource({ "375,LIGHT", "375,DARK", "1280,LIGHT", "1280,DARK" })
	void pagesAreAccessibleAndFit(int width, ColorScheme colorScheme) {
		NewContextOptions options = new NewContextOptions().setViewportSize(width, 800).setColorScheme(colorScheme);
		String day = DAY.toString();
		for (String path : List.of("/", "/?search=evening&category=readings", "/map", "/calendar?day=" + day,
				"/none")) {
			chromium.visit(options, (page) -> {
				openWithLayoutShifts(page, path);
				assertAccessibleAndFits(page, width);
				assertThat(((Number) page.evaluate("layoutShift")).doubleValue()).as(path).isLessThan(0.1);
				screenshot(page, path, width, colorScheme);
			});
		}
		chromium.visit(options, (page) -> {
			page.navigate(site.uri("/"));
			page.locator(CARDS + " a").first().click();
			PlaywrightAssertions.assertThat(page.locator(".interested")).isEnabled();
			assertAccessibleAndFits(page, width);
			screenshot(page, "/event", width, colorScheme);
		});
	}

	private static void visit(String path, Consumer<Page> actions) {
		chromium.visit(new NewContextOptions().setViewportSize(1280, 800), (page) -> {
			page.navigate(site.uri(path));
			actions.accept(page);
		});
	}

	private static void openWithLayoutShifts(Page page, String path) {
		page.addInitScript(LAYOUT_SHIFTS);
		page.navigate(site.uri(path));
		PlaywrightAssertions.assertThat(page.locator("main [aria-busy=true], main .skeleton")).hasCount(0);
	}

	private static void assertAccessibleAndFits(Page page, int width) {
		page.addScriptTag(
				new AddScriptTagOptions().setPath(ExampleSite.FOLDER.resolve("node_modules/axe-core/axe.min.js")));
		assertThat((List<?>) page.evaluate(VIOLATIONS)).isEmpty();
		assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
		assertThat(page.title()).endsWith(" · What’s on");
	}

	private static void screenshot(Page page, String path, int width, ColorScheme colorScheme) {
		String name = path.replaceAll("\\W+", "-") + width + "-" + colorScheme.name().toLowerCase(Locale.ROOT);
		Chromium.screenshot(page, "example" + name);
	}

	private static void scrollUntilAllAreShown(Page page) {
		page.waitForCondition(() -> {
			page.mouse().wheel(0, 2000);
			return page.locator(CARDS).count() == EVENTS;
		});
	}

	private String createVenue(String name, String city, double latitude, double longitude) {
		Map<String, Object> input = Map.of("name", name, "city", city, "location",
				Map.of("latitude", latitude, "longitude", longitude));
		return this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
			.data("mutation Venue($input: CreateVenueInput!) { createVenue(input: $input) { venue { id } } }",
					Map.of("input", input))
			.at("/createVenue/venue/id")
			.asString();
	}

	private void publish(String name, LocalDate day, @Nullable String venueId, String category) {
		String document = """
				mutation Publish($name: String!, $local: LocalDateTime!, $venueId: ID, $category: String!, $image: String!) {
				  createEvent(input: {
				    name: $name, publish: true, start: { local: $local, timeZone: "Europe/Berlin" }, venueId: $venueId
				    categories: [$category], tickets: [{ price: { amount: 12.5, currency: "EUR" } }]
				    gallery: [{ url: $image, alt: "A picture" }], faqs: [{ question: "Where to sit?", answer: "Anywhere." }]
				  }) { event { id } userErrors { message } }
				}""";
		Map<String, Object> variables = new HashMap<>(Map.of("name", name, "local", day + "T19:30", "category",
				category, "image", this.graphQlTestClient.uri("/landing/favicon.svg").toString()));
		variables.put("venueId", venueId);
		assertThat(this.graphQlTestClient.withToken(IntegrationTest.EDITOR_TOKEN)
			.data(document, variables)
			.at("/createEvent/userErrors")
			.isEmpty()).isTrue();
	}

}
