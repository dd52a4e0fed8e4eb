package dev.marquee.graphql;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.marquee.Client;
import dev.marquee.TestClock;
import dev.marquee.WholeHouse;
import dev.marquee.database.TestDatabase;
import dev.marquee.intake.ListingImporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * GraphiQL in a real Chromium. A machine without one, or without Node to build the page,
 * skips this; CI has both.
 */
@WholeHouse
class GraphiQlTests {

	private static final List<String> CHROMIUM = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"C:/Program Files/Google/Chrome/Application/chrome.exe");

	private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	private static Playwright playwright;

	private static Browser browser;

	@Autowired
	Client client;

	@Autowired
	ListingImporter importer;

	@Autowired
	TestClock clock;

	final List<String> requests = new CopyOnWriteArrayList<>();

	final List<String> complaints = new CopyOnWriteArrayList<>();

	@BeforeAll
	static void open() {
		Optional<Path> chromium = Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), CHROMIUM.stream())
			.map(Path::of)
			.filter(Files::exists)
			.findFirst();
		boolean built = new ClassPathResource("static/graphiql/index.html").exists();
		assumeTrue(System.getenv("CI") != null || (chromium.isPresent() && built),
				"needs Chromium and a built GraphiQL");
		playwright = Playwright.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		browser = playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(chromium.orElseThrow()).setArgs(QUIET));
	}

	@AfterAll
	static void close() {
		if (playwright != null) {
			playwright.close();
		}
	}

	@AfterEach
	void run() {
		this.clock.run();
	}

	@BeforeEach
	void takeInAListing() throws IOException {
		this.clock.stopAt(Instant.parse("2026-02-01T00:00:00Z"));
		TestDatabase.clear();
		byte[] document = new ClassPathResource("listings/whole.txt").getContentAsByteArray();
		this.importer.importDocument("whole.txt", document);
	}

	@Test
	void opensAndRunsANestedQueryWithoutAskingAnyOtherHost() throws IOException {
		try (Page page = browser.newPage()) {
			watch(page);
			page.navigate(this.client.uri("/graphiql").toString());
			page.waitForSelector(".graphiql-query-editor .view-line");
			assertThat(page.locator("[role=tab]").count()).isGreaterThanOrEqualTo(5);

			Response response = page.waitForResponse(
					(candidate) -> candidate.url().endsWith("/graphql")
							&& candidate.request().postData().contains("Listings"),
					() -> page.click(".graphiql-execute-button"));
			assertThat(Client.JSON.readTree(response.body()).at("/data/events/nodes/0/venue/city").asString())
				.isEqualTo("San Francisco");
			PlaywrightAssertions.assertThat(page.locator(".graphiql-response .view-lines"))
				.containsText("San Francisco");

			Files.createDirectories(Path.of("target/screenshots"));
			page.screenshot(new ScreenshotOptions().setPath(Path.of("target/screenshots/graphiql.png")));
			assertThat(this.requests).isNotEmpty()
				.allSatisfy((url) -> assertThat(URI.create(url).getHost()).isEqualTo("localhost"));
			assertThat(this.complaints).isEmpty();
		}
	}

	private void watch(Page page) {
		page.onRequest((Request request) -> {
			if (!request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
				this.requests.add(request.url());
			}
		});
		page.onConsoleMessage((ConsoleMessage message) -> {
			if (message.type().equals("error")) {
				this.complaints.add(message.text());
			}
		});
		page.onPageError(this.complaints::add);
	}

}
