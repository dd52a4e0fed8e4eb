package dev.marquee;

import java.time.Clock;
import java.util.List;

import dev.marquee.changefeed.ChangeLogCommand;
import dev.marquee.ingest.ImportCommand;
import dev.marquee.ingest.ImportInterruption;
import dev.marquee.ingest.ListingImporter;
import dev.marquee.security.ApiKeyCommand;
import dev.marquee.security.ApiKeys;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The Marquee application: public event listings served as GraphQL. Without arguments it
 * runs the server; {@code import PATH…} imports listing documents, {@code key} manages
 * API keys, and {@code log renew} begins a generation of the change log.
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
		if (!arguments.isEmpty() && arguments.getFirst().equals("log")) {
			System.exit(runLogCommand(arguments.subList(1, arguments.size())));
		}
		SpringApplication application = new SpringApplication(MarqueeApplication.class);
		// Logging is set up when the environment is prepared.
		application.addInitializers((context) -> OutOfMemoryExit.install());
		application.run(args);
	}

	private static int runImportCommand(List<String> arguments) {
		CommandLine line = CommandLine.of(arguments);
		// Closed after the context: the database has to run until the import has ended.
		try (ImportInterruption interruption = ImportInterruption.install();
				ConfigurableApplicationContext context = withoutServer().registerShutdownHook(false)
					.run(line.settingsWith())) {
			ListingImporter importer = context.getBean(ListingImporter.class);
			return new ImportCommand(importer, context.getBean(Clock.class), System.in, System.out, System.err,
					interruption)
				.run(line.arguments());
		}
	}

	/**
	 * Runs the command {@code key}. Only {@code key create} may be the first use of a
	 * database; the other commands find keys only where the server has run.
	 */
	static int runKeyCommand(List<String> arguments) {
		CommandLine line = CommandLine.of(arguments);
		boolean creates = !line.arguments().isEmpty() && line.arguments().getFirst().equals("create");
		String[] settings = creates ? line.settingsWith() : line.settingsWith("--marquee.migrate=false");
		try (ConfigurableApplicationContext context = startWithoutServer(settings)) {
			ApiKeys keys = context.getBean(ApiKeys.class);
			return new ApiKeyCommand(keys, context.getBean(Clock.class), System.out, System.err).run(line.arguments());
		}
	}

	private static int runLogCommand(List<String> arguments) {
		CommandLine line = CommandLine.of(arguments);
		try (ConfigurableApplicationContext context = startWithoutServer(line.settingsWith())) {
			return new ChangeLogCommand(context.getBean(JdbcTemplate.class), System.out, System.err)
				.run(line.arguments());
		}
	}

	private static ConfigurableApplicationContext startWithoutServer(String... settings) {
		return withoutServer().run(settings);
	}

	private static SpringApplicationBuilder withoutServer() {
		return new SpringApplicationBuilder(MarqueeApplication.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties("logging.level.root=warn", "logging.level.org.springframework.context=error");
	}

}
