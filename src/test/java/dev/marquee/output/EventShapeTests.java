package dev.marquee.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.apache.jena.graph.Graph;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.shacl.ShaclValidator;
import org.apache.jena.shacl.Shapes;
import org.apache.jena.shacl.validation.ReportEntry;
import org.apache.jena.shacl.validation.Severity;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON-LD of random events, judged by Apache Jena with SHACL shapes: Google's rules, and
 * the shapes of artsdata.
 */
@IntegrationTest
class EventShapeTests {

	private static final String SCHEMA = "https://schema.org/";

	private static final Shapes SHAPES = Shapes
		.parse(RDFDataMgr.loadGraph("src/test/resources/schemas/google-event.ttl", Lang.TURTLE));

	private static final Shapes ARTSDATA = Shapes
		.parse(RDFDataMgr.loadGraph("src/test/resources/schemas/artsdata-event.ttl", Lang.TURTLE));

	/** Of the context of schema.org, which properties refer to something. */
	private static final String CONTEXT = """
			{"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "eventStatus": {"@type": "@id"},
			"eventAttendanceMode": {"@type": "@id"}, "availability": {"@type": "@id"}, "image": {"@type": "@id"},
			"logo": {"@type": "@id"}, "sameAs": {"@type": "@id"}}
			""";

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Test
	void eventsHaveTheirShapeAndTheWarningsOfTheShapes() {
		ConsistentListings.populate(new Random(19), 80, this.graphQlTestClient);
		JsonNode events = this.graphQlTestClient
			.data("{ events(first: 100) { nodes { id jsonLd { json eligibleForGoogle warnings { code path } } } } }")
			.at("/events/nodes");
		int violations = 0;
		int warnings = 0;
		for (JsonNode event : events) {
			JsonNode verdict = event.get("jsonLd");
			judgeSuperEvents(verdict.get("json").asString());
			Graph graph = graph(withoutSuperEvents(verdict.get("json").asString()));
			Collection<ReportEntry> entries = ShaclValidator.get().validate(SHAPES, graph).getEntries();
			assertThat(paths(entries, Severity.Violation)).as(verdict.get("json").asString())
				.isEqualTo(paths(verdict, "REQUIRED_MISSING"));
			Set<String> recommended = new TreeSet<>(paths(verdict, "RECOMMENDED_MISSING"));
			// What Google does not list.
			recommended.removeAll(Set.of("eventAttendanceMode", "organizer.url", "url"));
			assertThat(paths(ofOneEvent(entries, graph), Severity.Warning)).as(verdict.get("json").asString())
				.isEqualTo(recommended);
			violations += verdict.get("eligibleForGoogle").asBoolean() ? 0 : 1;
			warnings += recommended.size();
		}
		System.out.println("jena-shacl: " + events.size() + " events, " + violations
				+ " without what Google requires, each reported; " + warnings + " warnings, each reported");
		assertThat(violations).isBetween(1, events.size() - 1);
	}

	/** What Google requires of an event, a super event lacks only if it is unknown. */
	private static void judgeSuperEvents(String json) {
		superEvents(json).forEach((superEvent) -> assertThat(
				paths(ShaclValidator.get().validate(SHAPES, graph(superEvent)).getEntries(), Severity.Violation))
			.as(superEvent)
			.isSubsetOf("location", "address", "url"));
	}

	/**
	 * The super events, each as a document. A series is a mere reference: the shapes of
	 * artsdata would require its dates and its events.
	 */
	private static Stream<String> superEvents(String json) {
		JsonNode groups = event(GraphQlTestClient.JSON.readTree(json)).path("superEvent");
		return (groups.isArray() ? groups.valueStream() : Stream.of(groups))
			.filter((group) -> group.isObject() && !group.get("@type").asString().equals("EventSeries"))
			.map((group) -> GraphQlTestClient.JSON.createObjectNode()
				.put("@context", JsonLd.CONTEXT)
				.setAll((ObjectNode) group)
				.toString());
	}

	private static String withoutSuperEvents(String json) {
		JsonNode document = GraphQlTestClient.JSON.readTree(json);
		event(document).remove("superEvent");
		return document.toString();
	}

	private static ObjectNode event(JsonNode document) {
		return (ObjectNode) (document.has("@graph") ? document.at("/@graph/0") : document);
	}

	/** The shapes of artsdata require more of an address than Marquee of an import. */
	@Test
	void eventsConformToArtsdataUnlessAFactIsMissing() {
		Map<String, Object> complete = TestListedEvents.event("venue",
				Map.of("id", "ven_1", "name", "The Dock", "street", "1 Quay Street", "postalCode", "H2X 1Y4", "city",
						"Montréal", "state", "QC", "countryCode", "CA", "telephone", "+1 514 555 0100"));
		complete.put("performers", List.of(Map.of("id", "per_1", "name", "The Barn Owls")));
		String json = TestListedEvents.single((body, head) -> new JsonLdWriter(body, head, TestListedEvents.PAGES),
				complete);
		assertThat(artsdataViolations(json)).isEmpty();
		assertThat(artsdataViolations(json.replace("\"name\":\"The Barn Owls\"", "\"url\":\"https://owls.example/\"")))
			.contains("performer");
		ConsistentListings.populate(new Random(41), 60, this.graphQlTestClient);
		Map<String, Integer> counts = new TreeMap<>();
		for (JsonNode event : this.graphQlTestClient.data("{ events(first: 100) { nodes { jsonLd { json } } } }")
			.at("/events/nodes")) {
			String document = event.at("/jsonLd/json").asString();
			Stream.concat(Stream.of(withoutSuperEvents(document)), superEvents(document))
				.flatMap((described) -> artsdataViolations(described).stream())
				.forEach((path) -> counts.merge(path, 1, Integer::sum));
		}
		System.out.println("jena-shacl: 60 events by the shapes of artsdata; events that lack: " + counts);
		assertThat(counts.keySet()).isSubsetOf("location", "address", "streetAddress", "postalCode", "addressLocality",
				"addressRegion", "addressCountry", "eventStatus");
	}

	/**
	 * By the namespace and with the types of dates that the shapes of artsdata expect.
	 */
	private static Set<String> artsdataViolations(String json) {
		String text = withContext(json)
			.replaceAll("(\"(?:start|end)Date\"):(\"[^\"T]+\")",
					"$1:{\"@value\":$2,\"@type\":\"http://www.w3.org/2001/XMLSchema#date\"}")
			.replaceAll("(\"(?:start|end)Date\"):(\"[^\"]+T[^\"]+\")",
					"$1:{\"@value\":$2,\"@type\":\"http://www.w3.org/2001/XMLSchema#dateTime\"}")
			.replace("https://schema.org/", "http://schema.org/");
		Graph graph = RDFParser.fromString(text, Lang.JSONLD11).toGraph();
		return ShaclValidator.get()
			.validate(ARTSDATA, graph)
			.getEntries()
			.stream()
			.filter((entry) -> entry.severity().equals(Severity.Violation))
			.map((entry) -> (entry.resultPath() != null)
					? entry.resultPath().toString().replaceAll("[<>]|http://schema.org/", "") : "address")
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Graph graph(String json) {
		return RDFParser.fromString(withContext(json), Lang.JSONLD11).toGraph();
	}

	private static String withContext(String json) {
		String text = json.replaceFirst("\"@context\":\"https://schema.org\"", "\"@context\":" + CONTEXT);
		assertThat(text).isNotEqualTo(json);
		return text;
	}

	/** Without those of occurrences, which have only what distinguishes them. */
	private static List<ReportEntry> ofOneEvent(Collection<ReportEntry> entries, Graph graph) {
		List<Node> occurrences = graph.find(Node.ANY, uri("subEvent"), Node.ANY)
			.mapWith((triple) -> triple.getObject())
			.toList();
		return entries.stream().filter((entry) -> !occurrences.contains(entry.focusNode())).toList();
	}

	private static Node uri(String name) {
		return NodeFactory.createURI(SCHEMA + name);
	}

	private static Set<String> paths(Collection<ReportEntry> entries, Severity severity) {
		return entries.stream()
			.filter((entry) -> entry.severity().equals(severity))
			.map((entry) -> entry.resultPath().toString().replaceAll("[<>]|" + SCHEMA, ""))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The last names of the paths. */
	private static Set<String> paths(JsonNode verdict, String code) {
		List<String> paths = new ArrayList<>();
		verdict.get("warnings")
			.valueStream()
			.filter((warning) -> warning.get("code").asString().equals(code))
			.forEach((warning) -> paths.add(warning.get("path").valueStream().toList().getLast().asString()));
		return new TreeSet<>(paths);
	}

}
