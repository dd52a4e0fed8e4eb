package dev.marquee.schema.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.marquee.schema.StaticTextResource;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * The pages of the reference: the guides, and a page for each type. Each is rendered when
 * it is first requested, so that a start does not wait for it.
 */
final class ReferencePages {

	/**
	 * The guides by the names of their files in {@code src/docs}; the first is the start
	 * page.
	 */
	private static final Map<String, String> GUIDES = guides();

	private final Map<String, Supplier<String>> renderers = new LinkedHashMap<>();

	private final Map<String, StaticTextResource> rendered = new ConcurrentHashMap<>();

	private final PageLayout layout;

	private final ReferenceSearch search;

	ReferencePages(GraphQLSchema schema) {
		List<GraphQLNamedType> types = types(schema);
		this.layout = new PageLayout(GUIDES, types);
		TypeHtml typeHtml = new TypeHtml(schema);
		types.forEach((type) -> this.renderers.put(type.getName(),
				() -> this.layout.page(type.getName(), type.getName(), typeHtml.render(type))));
		List<ReferenceEntry> sections = new ArrayList<>();
		GUIDES.forEach((name, title) -> {
			String path = PageLayout.guidePath(name);
			MarkdownText.headings(MarkdownText.readGuide(name))
				.forEach((heading) -> sections.add(section(path, title, heading)));
			this.renderers.put(path, () -> guide(name, title));
		});
		this.search = new ReferenceSearch(schema, sections);
	}

	private static Map<String, String> guides() {
		Map<String, String> guides = new LinkedHashMap<>();
		guides.put("getting-started", "Getting started");
		guides.put("clients", "Connecting a client");
		guides.put("errors", "Errors");
		return guides;
	}

	/** Returns the types that have a page, by name. */
	static List<GraphQLNamedType> types(GraphQLSchema schema) {
		return schema.getAllTypesAsList()
			.stream()
			.filter((type) -> !type.getName().startsWith("__"))
			.sorted(Comparator.comparing(GraphQLNamedType::getName))
			.toList();
	}

	private static ReferenceEntry section(String path, String title, Heading heading) {
		String text = MarkdownText.plainText(heading);
		return new ReferenceEntry(title + " · " + text,
				(path.isEmpty() ? "./" : path) + "#" + MarkdownText.anchor(text), textBelow(heading));
	}

	private static String textBelow(Heading heading) {
		return Stream.iterate(heading.getNext(), (node) -> node != null && !(node instanceof Heading), Node::getNext)
			.map(MarkdownText::plainText)
			.collect(Collectors.joining(" "));
	}

	private String guide(String name, String title) {
		return this.layout.page(PageLayout.guidePath(name), title,
				MarkdownText.guideToHtml(MarkdownText.readGuide(name), GUIDES.keySet()));
	}

	/**
	 * Returns a page; null if there is none.
	 * @param path the path below {@code /docs/}; empty for the start page
	 */
	@Nullable StaticTextResource page(String path) {
		Supplier<String> renderer = this.renderers.get(path);
		return (renderer != null) ? this.rendered.computeIfAbsent(path,
				(unknown) -> StaticTextResource.of(MediaType.TEXT_HTML, renderer.get())) : null;
	}

	/** Returns the page of the results of a search. */
	String searchResults(String text) {
		return this.layout.searchResults(text, this.search.find(text));
	}

}
