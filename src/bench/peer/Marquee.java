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

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import workload.Variant;
import workload.Workload;

/**
 * Marquee, started from its jar.
 */
public final class Marquee extends HttpPeer {

	/** Holds all objects that the requests of a run select. */
	private static final String CACHE = System.getProperty("cache", "512MB");

	private final List<String> options;

	/** A cursor of Marquee as a template; its last two values are the start and the id. */
	private ArrayNode cursorTemplate;

	private Marquee(String key, String title, PeerSetup setup, List<String> options) throws IOException {
		super(key, title, Path.of("src/bench/workload"), setup);
		this.options = options;
	}

	public static Marquee withCache(PeerSetup setup) throws IOException {
		return new Marquee("marquee", "Marquee", setup, List.of("-Dmarquee.fragment-cache-size=" + CACHE));
	}

	public static Marquee withoutCache(PeerSetup setup) throws IOException {
		return new Marquee("marquee-uncached", "Marquee, no cache", setup,
				List.of("-Dmarquee.fragment-cache-size=0"));
	}

	/** Without a cache, and named by the number of events, to compare databases of several sizes. */
	public static Marquee forGrowth(PeerSetup setup) throws IOException {
		int events = setup.dataset().events();
		return new Marquee("marquee-" + events, String.format(Locale.ROOT, "%,d events", events), setup,
				List.of("-Dmarquee.fragment-cache-size=0"));
	}

	/** With the default settings, except for JVM options such as the heap size. */
	public static Marquee withDefaults(PeerSetup setup, List<String> jvmOptions) throws IOException {
		return new Marquee("marquee", "Marquee", setup, jvmOptions);
	}

	@Override
	ProcessBuilder command(int port) {
		List<String> command = new ArrayList<>(List.of(JavaCommand.executable()));
		command.addAll(this.options);
		command.addAll(JavaCommand.forMarquee());
		ProcessBuilder builder = new ProcessBuilder(command);
		Map<String, String> environment = builder.environment();
		environment.put("SPRING_DATASOURCE_URL", setup().database().url());
		environment.put("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", String.valueOf(setup().connections()));
		environment.put("SERVER_PORT", String.valueOf(port));
		return builder;
	}

	@Override
	String probeQuery() {
		return "{ events(first: 1) { nodes { name } } }";
	}

	@Override
	public long start() throws Exception {
		long millis = super.start();
		JsonNode page = query("{ events(first: 1) { pageInfo { endCursor } } }", Map.of());
		String endCursor = page.at("/events/pageInfo/endCursor").asString();
		String content = new String(Base64.getUrlDecoder().decode(endCursor), StandardCharsets.UTF_8);
		this.cursorTemplate = (ArrayNode) Responses.JSON.readTree(content);
		return millis;
	}

	@Override
	Map<String, Object> variables(Variant variant) {
		Map<String, Object> variables = new HashMap<>();
		variables.put("after", cursor(variant));
		variables.put("id", "evt_" + variant.id());
		variables.put("word", variant.word());
		variables.put("latitude", variant.latitude());
		variables.put("longitude", variant.longitude());
		variables.put("radius", variant.radius());
		return variables;
	}

	/** Encodes a cursor as Marquee does, with the start and the id of the variant. */
	private String cursor(Variant variant) {
		ArrayNode cursor = this.cursorTemplate.deepCopy();
		cursor.set(cursor.size() - 2, InstantFormat.withMillis(variant.instant()));
		cursor.set(cursor.size() - 1, variant.id().toString());
		return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.toString().getBytes(StandardCharsets.UTF_8));
	}

	/** Returns why Marquee rejects a workload, or null. */
	public String error(Workload workload) throws IOException {
		try {
			execute(workload, 0);
			return null;
		}
		catch (IllegalStateException ex) {
			return firstErrorMessage(ex);
		}
	}

	public JsonNode query(String document) throws IOException {
		return query(document, Map.of());
	}

	/** Returns the message of the first GraphQL error. */
	public String firstErrorMessage(IllegalStateException ex) {
		return Responses.JSON.readTree(ex.getMessage()).path(0).path("message").asString("");
	}

	/** Returns the cursor of the first variant of a workload. */
	public String firstCursor(Workload workload) {
		return cursor(Variant.of(workload, setup().dataset(), setup().variants()).getFirst());
	}

}
