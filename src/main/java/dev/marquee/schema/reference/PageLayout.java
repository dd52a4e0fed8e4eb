package dev.marquee.schema.reference;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;

/**
 * The frame of each page of the reference: header with the search box, and contents.
 */
final class PageLayout {

	private static final String START_PAGE = "getting-started";

	private static final List<String> ROOT_TYPES = List.of("Query", "Mutation", "Subscription");

	private static final int SUMMARY_LENGTH = 160;

	private final String contents;

	PageLayout(Map<String, String> guides, List<GraphQLNamedType> types) {
		this.contents = "<ul>\n"
				+ guides.entrySet()
					.stream()
					.map((guide) -> item(href(guidePath(guide.getKey())), guide.getValue()))
					.collect(Collectors.joining())
				+ ROOT_TYPES.stream()
					.filter((root) -> types.stream().anyMatch((type) -> type.getName().equals(root)))
					.map((root) -> item(root, root))
					.collect(Collectors.joining())
				+ "</ul>\n"
				+ types.stream()
					.filter((type) -> !ROOT_TYPES.contains(type.getName()))
					.collect(Collectors.groupingBy(PageLayout::chapter, TreeMap::new, Collectors.toList()))
					.entrySet()
					.stream()
					.map((chapter) -> chapter(chapter.getKey(), chapter.getValue()))
					.collect(Collectors.joining());
	}

	/** Returns the path of a guide below {@code /docs/}. */
	static String guidePath(String name) {
		return name.equals(START_PAGE) ? "" : name;
	}

	private static Chapter chapter(GraphQLNamedType type) {
		return switch (type) {
			case GraphQLScalarType _ -> Chapter.SCALARS;
			case GraphQLEnumType _ -> Chapter.ENUMS;
			case GraphQLInputObjectType _ -> Chapter.INPUTS;
			default -> type.getName().endsWith("Payload") ? Chapter.PAYLOADS : Chapter.OBJECTS;
		};
	}

	private static String chapter(Chapter chapter, List<GraphQLNamedType> types) {
		return types.stream()
			.map((type) -> item(type.getName(), type.getName()))
			.collect(Collectors.joining("", "<h2>" + chapter.title + "</h2>\n<ul>\n", "</ul>\n"));
	}

	private static String item(String href, String title) {
		return "<li><a href=\"" + href + "\">" + title + "</a></li>\n";
	}

	private static String href(String path) {
		return path.isEmpty() ? "./" : path;
	}

	/**
	 * Lays out a page.
	 * @param path the path below {@code /docs/}, to mark the page in the contents
	 * @param body the HTML of the page with its heading
	 */
	String page(String path, String title, String body) {
		String link = "href=\"" + href(path) + "\"";
		return frame(title, "", this.contents.replace(link, "aria-current=\"page\" " + link), body);
	}

	String searchResults(String text, List<ReferenceEntry> found) {
		String results = found.stream()
			.map((entry) -> "<li><a href=\"%s\"><code>%s</code></a> %s</li>\n".formatted(TypeHtml.escape(entry.href()),
					TypeHtml.escape(entry.name()), TypeHtml.escape(summary(entry.text()))))
			.collect(Collectors.joining("", "<ol id=\"results\">\n", "</ol>\n"));
		return frame("Search", text, this.contents,
				"<h1>Search</h1>\n" + (found.isEmpty()
						? "<p id=\"results\">Nothing in the reference contains “" + TypeHtml.escape(text) + "”.</p>\n"
						: results));
	}

	private static String summary(String text) {
		return (text.length() <= SUMMARY_LENGTH) ? text
				: text.substring(0, Math.max(text.lastIndexOf(' ', SUMMARY_LENGTH), 1)) + " …";
	}

	private static String frame(String title, String searched, String contents, String body) {
		return """
				<!doctype html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<title>%s · Marquee</title>
				<link rel="icon" href="data:,">
				<link rel="stylesheet" href="reference.css">
				<script src="search.js" defer></script>
				</head>
				<body>
				<header>
				<a class="home" href="../">Marquee</a>
				<form action="search" role="search">
				<input type="search" name="q" value="%s" maxlength="100" placeholder="Search ( / )" aria-label="Search the reference" autocomplete="off">
				</form>
				<a href="#contents" class="to-contents">Contents</a>
				<a href="../graphiql/">GraphiQL</a>
				<a href="../graphql/schema">SDL</a>
				</header>
				<main id="top">
				%s</main>
				<nav id="contents" aria-label="Contents">
				%s</nav>
				</body>
				</html>
				"""
			.formatted(title, TypeHtml.escape(searched), body, contents);
	}

	/** A group of types in the contents, in this order. */
	private enum Chapter {

		OBJECTS("Objects"), INPUTS("Inputs"), PAYLOADS("Payloads"), ENUMS("Enums"), SCALARS("Scalars");

		private final String title;

		Chapter(String title) {
			this.title = title;
		}

	}

}
