package peer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

import guides.Cursor;
import questions.Question;
import questions.Variant;

/**
 * The small application beside this, which answers Marquee's own documents.
 */
public final class Guides extends HttpPeer {

	public Guides(Setup setup) throws IOException {
		super("guides", "Spring for GraphQL, as the guides show it", Path.of("src/bench/questions"), setup);
	}

	@Override
	ProcessBuilder command(int port) {
		ProcessBuilder builder = new ProcessBuilder(Java.program("guides.GuidesApplication"));
		Map<String, String> environment = builder.environment();
		environment.put("SPRING_DATASOURCE_URL", setup().database().url());
		environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", String.valueOf(setup().connections()));
		environment.put("SPRING_FLYWAY_ENABLED", "false");
		environment.put("SPRING_GRAPHQL_SCHEMA_LOCATIONS", "file:src/bench/guides/");
		environment.put("SERVER_PORT", String.valueOf(port));
		return builder;
	}

	@Override
	String greeting() {
		return "{ events(first: 1) { nodes { name } } }";
	}

	@Override
	Map<String, Object> variables(Variant variant) {
		return Map.of("after", Cursor.encode(Times.withMillis(variant.instant()), variant.key()), "id",
				"evt_" + variant.key());
	}

	/** It has neither a text search nor distances, as no guide shows one. */
	@Override
	public boolean knows(Question question) {
		return question != Question.SEARCH && question != Question.NEAR;
	}

}
