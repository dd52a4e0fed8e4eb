package peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import questions.Question;
import questions.Variant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Marquee's jar.
 */
public final class Marquee extends HttpPeer {

	/** Holds what all the different requests of a run ask for. */
	private static final String CACHE = System.getProperty("cache", "512MB");

	private final List<String> options;

	/** The places in a cursor where moment and key stand; taken from one that Marquee gave. */
	private ArrayNode cursor;

	private Marquee(String key, String title, Setup setup, List<String> options) throws IOException {
		super(key, title, Path.of("src/bench/questions"), setup);
		this.options = options;
	}

	public static Marquee asItIs(Setup setup) throws IOException {
		return new Marquee("marquee", "Marquee", setup, List.of("-Dmarquee.fragment-cache-size=" + CACHE));
	}

	public static Marquee withoutCache(Setup setup) throws IOException {
		return new Marquee("marquee-uncached", "Marquee, nothing cached", setup,
				List.of("-Dmarquee.fragment-cache-size=0"));
	}

	/** Without a cache, named after how many events it serves: for the comparison of several databases. */
	public static Marquee ofSize(Setup setup) throws IOException {
		int events = setup.world().events();
		return new Marquee("marquee-" + events, String.format(Locale.ROOT, "%,d events", events), setup,
				List.of("-Dmarquee.fragment-cache-size=0"));
	}

	/** As a user starts it, but for what a setting says to Java, such as the size of the heap. */
	public static Marquee asUsual(Setup setup, List<String> java) throws IOException {
		return new Marquee("marquee", "Marquee", setup, java);
	}

	@Override
	ProcessBuilder command(int port) {
		List<String> command = new ArrayList<>(List.of(Java.command()));
		command.addAll(this.options);
		command.addAll(List.of("-jar", System.getProperty("jar", "target/marquee.jar")));
		ProcessBuilder builder = new ProcessBuilder(command);
		Map<String, String> environment = builder.environment();
		environment.put("SPRING_DATASOURCE_URL", setup().database().url());
		environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", String.valueOf(setup().connections()));
		environment.put("SERVER_PORT", String.valueOf(port));
		return builder;
	}

	@Override
	String greeting() {
		return "{ events(first: 1) { nodes { name } } }";
	}

	@Override
	public long start() throws Exception {
		long millis = super.start();
		JsonNode page = ask("{ events(first: 1) { pageInfo { endCursor } } }", Map.of());
		String given = page.at("/events/pageInfo/endCursor").asString();
		String content = new String(Base64.getUrlDecoder().decode(given), StandardCharsets.UTF_8);
		this.cursor = (ArrayNode) Answers.JSON.readTree(content);
		return millis;
	}

	@Override
	Map<String, Object> variables(Variant variant) {
		Map<String, Object> variables = new HashMap<>();
		variables.put("after", cursor(variant));
		variables.put("id", "evt_" + variant.key());
		variables.put("word", variant.word());
		variables.put("latitude", variant.latitude());
		variables.put("longitude", variant.longitude());
		variables.put("radius", variant.radius());
		return variables;
	}

	/** As Marquee writes it: the last two values are the moment and the key. */
	private String cursor(Variant variant) {
		ArrayNode cursor = this.cursor.deepCopy();
		cursor.set(cursor.size() - 2, Times.withMillis(variant.instant()));
		cursor.set(cursor.size() - 1, variant.key().toString());
		return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.toString().getBytes(StandardCharsets.UTF_8));
	}

	/** @return why it does not answer a question, or null when it does */
	public String refusal(Question question) throws IOException {
		try {
			answer(question, 0);
			return null;
		}
		catch (IllegalStateException ex) {
			return message(ex);
		}
	}

	public JsonNode ask(String document) throws IOException {
		return ask(document, Map.of());
	}

	/** The first of the errors in an answer. */
	public String message(IllegalStateException refused) {
		return Answers.JSON.readTree(refused.getMessage()).path(0).path("message").asString("");
	}

	/** The cursor with which the first request of a question begins. */
	public String cursorOf(Question question) {
		return cursor(Variant.of(question, setup().world(), setup().variants()).getFirst());
	}

}
