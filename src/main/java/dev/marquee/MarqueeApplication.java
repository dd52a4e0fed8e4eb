package dev.marquee;

import java.time.Clock;
import java.util.List;

import dev.marquee.ingest.ImportCommand;
import dev.marquee.ingest.ListingImporter;
import dev.marquee.security.ApiKeyCommand;
import dev.marquee.security.ApiKeys;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * The Marquee application: public event listings served as GraphQL. Without arguments it
 * runs the server; {@code import PATH…} imports listing documents, and {@code key}
 * manages API keys.
 */
@SpringBootApplication
public class MarqueeApplication {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	public static void main(String[] args) {
		List<String> arguments = List.of(args);
		if (!arguments.isEmpty() && arguments.getFirst().equals("import")) {
			System.exit(runImportCommand(arguments.subList(1, arguments.size())));
		}
		if (!arguments.isEmpty() && arguments.getFirst().equals("key")) {
			System.exit(runKeyCommand(arguments.subList(1, arguments.size())));
		}
		SpringApplication application = new SpringApplication(MarqueeApplication.class);
		// Logging is set up when the environment is prepared.
		application.addInitializers((context) -> OutOfMemoryExit.install());
		application.run(args);
	}

	private static int runImportCommand(List<String> paths) {
		try (ConfigurableApplicationContext context = startWithoutServer()) {
			ListingImporter importer = context.getBean(ListingImporter.class);
			return new ImportCommand(importer, context.getBean(Clock.class), System.out, System.err).run(paths);
		}
	}

	private static int runKeyCommand(List<String> arguments) {
		try (ConfigurableApplicationContext context = startWithoutServer()) {
			ApiKeys keys = context.getBean(ApiKeys.class);
			return new ApiKeyCommand(keys, context.getBean(Clock.class), System.out, System.err).run(arguments);
		}
	}

	private static ConfigurableApplicationContext startWithoutServer() {
		return new SpringApplicationBuilder(MarqueeApplication.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties("logging.level.root=warn", "logging.level.org.springframework.context=error")
			.run();
	}

}
