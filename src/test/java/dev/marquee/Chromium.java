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
import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real Chromium. A machine without one skips its tests; CI has it.
 */
public final class Chromium {

	private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser",
			"/usr/bin/google-chrome", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
			"C:/Program Files/Google/Chrome/Application/chrome.exe");

	private static final List<String> QUIET = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
			"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

	private Chromium() {
	}

	/**
	 * Opens a page, and fails if it complains or asks anybody but this server.
	 */
	public static void open(URI address, NewPageOptions options, Consumer<Page> test) {
		Optional<Path> chromium = Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), PLACES.stream())
			.map(Path::of)
			.filter(Files::exists)
			.findFirst();
		assumeTrue(System.getenv("CI") != null || chromium.isPresent(), "needs Chromium");
		CreateOptions create = new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
		LaunchOptions launch = new LaunchOptions().setExecutablePath(chromium.orElseThrow()).setArgs(QUIET);
		List<String> complaints = new CopyOnWriteArrayList<>();
		try (Playwright playwright = Playwright.create(create);
				Browser browser = playwright.chromium().launch(launch)) {
			Page page = browser.newPage(options);
			page.onRequest((request) -> {
				boolean inside = request.url().startsWith("data:") || request.url().startsWith("blob:");
				if (!inside && !address.getHost().equals(URI.create(request.url()).getHost())) {
					complaints.add("asked " + request.url());
				}
			});
			page.onConsoleMessage((message) -> {
				if (message.type().equals("error")) {
					complaints.add(message.text());
				}
			});
			page.onPageError(complaints::add);
			page.navigate(address.toString());
			test.accept(page);
		}
		assertThat(complaints).isEmpty();
	}

}
