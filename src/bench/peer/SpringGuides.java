package peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import guides.EventCursor;
import workload.Variant;
import workload.Workload;

/**
 * The application in package {@code guides}, which executes Marquee's own operations.
 */
public final class SpringGuides extends HttpPeer {

	public SpringGuides(PeerSetup setup) throws IOException {
		super("guides", "Spring for GraphQL", Path.of("src/bench/workload"), setup);
	}

	@Override
	ProcessBuilder command(int port) {
		ProcessBuilder builder = new ProcessBuilder(JavaCommand.forMainClass("guides.GuidesApplication"));
		Map<String, String> environment = builder.environment();
		environment.put("SPRING_DATASOURCE_URL", setup().database().url());
		environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", String.valueOf(setup().connections()));
		environment.put("SPRING_FLYWAY_ENABLED", "false");
		environment.put("SPRING_GRAPHQL_SCHEMA_LOCATIONS", "file:src/bench/guides/");
		environment.put("SERVER_PORT", String.valueOf(port));
		return builder;
	}

	@Override
	String probeQuery() {
		return "{ events(first: 1) { nodes { name } } }";
	}

	@Override
	Map<String, Object> variables(Variant variant) {
		return Map.of("after", EventCursor.encode(InstantFormat.withMillis(variant.instant()), variant.id()), "id",
				"evt_" + variant.id());
	}

	/** It has neither full-text search nor distances, because the guides show neither. */
	@Override
	public boolean supports(Workload workload) {
		return workload != Workload.SEARCH && workload != Workload.NEAR;
	}

}
