package dev.marquee.output;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * JSON-LD of random events, judged by Apache Jena with Google's rules as SHACL shapes.
 */
@IntegrationTest
class EventShapeTests {

	private static final String SCHEMA = "https://schema.org/";

	private static final Shapes SHAPES = Shapes
		.parse(RDFDataMgr.loadGraph("src/test/resources/schemas/google-event.ttl", Lang.TURTLE));

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
			Graph graph = graph(verdict.get("json").asString());
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

	private static Graph graph(String json) {
		String text = json.replaceFirst("\"@context\":\"https://schema.org\"", "\"@context\":" + CONTEXT);
		assertThat(text).isNotEqualTo(json);
		return RDFParser.fromString(text, Lang.JSONLD11).toGraph();
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
