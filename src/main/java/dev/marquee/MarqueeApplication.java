package dev.marquee;

import java.time.Clock;
import java.util.List;

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
 * {@code import PATH…} takes listing documents in.
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
		SpringApplication.run(MarqueeApplication.class, args);
	}

	private static int importListings(List<String> paths) {
		SpringApplicationBuilder application = new SpringApplicationBuilder(MarqueeApplication.class)
			.web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.properties("logging.level.root=warn", "logging.level.org.springframework.context=error");
		try (ConfigurableApplicationContext context = application.run()) {
			ListingImporter importer = context.getBean(ListingImporter.class);
			return new ImportCommand(importer, context.getBean(Clock.class), System.out, System.err).run(paths);
		}
	}

}
