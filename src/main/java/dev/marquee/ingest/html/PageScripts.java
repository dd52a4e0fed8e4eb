package dev.marquee.ingest.html;

import dev.marquee.ingest.jsonld.LenientJson;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The JSON-LD in the scripts of a page. Those of one page may refer to each other.
 */
final class PageScripts {

	private static final int MAX_SCRIPTS = 500;

	private final Document page;

	private final DocumentProblems problems;

	PageScripts(Document page, DocumentProblems problems) {
		this.page = page;
		this.problems = problems;
	}

	/** The JSON-LD of all scripts that can be parsed. */
	JsonNode root() {
		ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
		this.page.select("script[type*=ld+json]").stream().limit(MAX_SCRIPTS).forEach((script) -> add(script, blocks));
		return (blocks.size() == 1) ? blocks.get(0) : blocks;
	}

	private void add(Element script, ArrayNode blocks) {
		String text = script.data();
		if (text.isBlank()) {
			return;
		}
		try {
			LenientJson.readAll(text.replace("\0", "")).forEach(blocks::add);
		}
		catch (JacksonException ex) {
			this.problems.warn(DocumentLocation.DOCUMENT, "json_invalid",
					"A JSON-LD script of the page cannot be parsed and was left out: "
							+ UntrustedText.abbreviate(ex.getOriginalMessage(), 200) + ".");
		}
	}

}
