package dev.marquee;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Runs tests in a real Chromium. Without Chromium, or without Node to build the pages,
 * these tests are skipped, except in CI, which has both.
 */
public final class Chromium implements AutoCloseable {

	private static final List<String> EXECUTABLES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"C:/Program Files/Google/Chrome/Application/chrome.exe");

	private static final List<String> LAUNCH_ARGUMENTS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	/** Long enough for a busy machine. */
	private static final int ASSERTION_TIMEOUT_MILLIS = 20_000;

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Path executable) {
		PlaywrightAssertions.setDefaultAssertionTimeout(ASSERTION_TIMEOUT_MILLIS);
		this.playwright = Playwright
			.create(new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new LaunchOptions().setExecutablePath(executable).setArgs(LAUNCH_ARGUMENTS));
	}

	/**
	 * Opens a browser, or skips the test if Chromium or one of the built resources is
	 * missing.
	 */
	public static Chromium open(String... resources) {
		Optional<Path> chromium = Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), EXECUTABLES.stream())
			.map(Path::of)
			.filter(Files::exists)
			.findFirst();
		boolean built = Stream.of(resources).map(ClassPathResource::new).allMatch(ClassPathResource::exists);
		assumeTrue(System.getenv("CI") != null || (chromium.isPresent() && built),
				"Chromium or the resources that Node builds are missing");
		return new Chromium(chromium.orElseThrow());
	}

	/**
	 * Runs actions on a page without cookies and storage; see
	 * {@link #visit(NewContextOptions, Consumer)}.
	 */
	public void visit(Consumer<Page> actions) {
		visit(new NewContextOptions(), actions);
	}

	/**
	 * Runs actions on a page, and asserts that it sends requests only to localhost and
	 * writes no error to the console.
	 */
	public void visit(NewContextOptions options, Consumer<Page> actions) {
		List<String> requests = new CopyOnWriteArrayList<>();
		List<String> consoleErrors = new CopyOnWriteArrayList<>();
		try (BrowserContext context = this.browser.newContext(options); Page page = context.newPage()) {
			page.onRequest((Request request) -> {
				if (!request.url().startsWith("data:") && !request.url().startsWith("blob:")) {
					requests.add(request.url());
				}
			});
			page.onConsoleMessage((ConsoleMessage message) -> {
				if (message.type().equals("error")) {
					consoleErrors.add(message.text());
				}
			});
			page.onPageError(consoleErrors::add);
			actions.accept(page);
		}
		assertThat(requests).isNotEmpty()
			.allSatisfy((url) -> assertThat(URI.create(url).getHost()).isEqualTo("localhost"));
		assertThat(consoleErrors).isEmpty();
	}

	/** Runs actions on a page whose connections are cut, which the console reports. */
	public void visitOverBadNetwork(Consumer<Page> actions) {
		try (BrowserContext context = this.browser.newContext(); Page page = context.newPage()) {
			actions.accept(page);
		}
	}

	/** Saves a screenshot for manual review. */
	public static void screenshot(Page page, String name) {
		page.screenshot(new ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
