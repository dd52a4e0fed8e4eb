package dev.marquee;

import java.time.Clock;
import java.util.List;

import dev.marquee.access.ApiKeys;
import dev.marquee.access.KeyCommand;
import dev.marquee.intake.ImportCommand;
import dev.marquee.intake.ListingImporter;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * Marquee: public event listings, served as GraphQL. Without arguments it is the server;
 * {@code import PATH…} takes listing documents in, and {@code key} looks after API keys.
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
			System.exit(importListings(arguments.subList(1, arguments.size())));
		}
		if (!arguments.isEmpty() && arguments.getFirst().equals("key")) {
			System.exit(keepKeys(arguments.subList(1, arguments.size())));
		}
		SpringApplication.run(MarqueeApplication.class, args);
	}

	private static int importListings(List<String> paths) {
		try (ConfigurableApplicationContext context = withoutServer()) {
			ListingImporter importer = context.getBean(ListingImporter.class);
			return new ImportCommand(importer, context.getBean(Clock.class), System.out, System.err).run(paths);
		}
	}

	private static int keepKeys(List<String> arguments) {
		try (ConfigurableApplicationContext context = withoutServer()) {
			ApiKeys keys = context.getBean(ApiKeys.class);
			return new KeyCommand(keys, context.getBean(Clock.class), System.out, System.err).run(arguments);
		}
	}

	private static ConfigurableApplicationContext withoutServer() {
		return new SpringApplicationBuilder(MarqueeApplication.class).web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties("logging.level.root=warn", "logging.level.org.springframework.context=error")
			.run();
	}

}
