package dev.marquee.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import org.jspecify.annotations.Nullable;

/**
 * The HTML reference of the schema: every field and every type, each with an anchor.
 */
final class SchemaReferencePage {

	private static final Set<String> ROOT_TYPES = Set.of("Query", "Mutation", "Subscription");

	private final StringBuilder sections = new StringBuilder();

	private final StringBuilder tableOfContents = new StringBuilder();

	private SchemaReferencePage() {
	}

	static String render(GraphQLSchema schema) {
		SchemaReferencePage page = new SchemaReferencePage();
		page.appendOperations("Queries", schema.getQueryType());
		page.appendOperations("Mutations", schema.getMutationType());
		page.appendOperations("Subscriptions", schema.getSubscriptionType());
		page.appendTypes("Objects", schema, GraphQLObjectType.class);
		page.appendTypes("Interfaces", schema, GraphQLInterfaceType.class);
		page.appendTypes("Unions", schema, GraphQLUnionType.class);
		page.appendTypes("Inputs", schema, GraphQLInputObjectType.class);
		page.appendTypes("Enums", schema, GraphQLEnumType.class);
		page.appendTypes("Scalars", schema, GraphQLScalarType.class);
		String about = ReferenceHtml.description(schema.getQueryType().getDescription());
		return """
				<!doctype html>
				<html lang="en">
				<head>
				<meta charset="utf-8">
				<meta name="viewport" content="width=device-width, initial-scale=1">
				<meta name="color-scheme" content="light dark">
				<title>Marquee · Reference</title>
				<link rel="icon" href="data:,">
				<link rel="stylesheet" href="reference.css">
				</head>
				<body>
				<header>
				<a class="home" href="#top">Marquee</a>
				<a href="#contents">Contents</a>
				<a href="../graphiql/">GraphiQL</a>
				<a href="../graphql/schema">Schema</a>
				</header>
				<main id="top">
				<h1>Reference</h1>
				%s%s</main>
				<nav id="contents" aria-label="Contents">
				%s</nav>
				</body>
				</html>
				""".formatted(about, page.sections, page.tableOfContents);
	}

	private void appendOperations(String title, @Nullable GraphQLObjectType type) {
		if (type == null) {
			return;
		}
		appendChapter(title, type.getFieldDefinitions(), type.getName() + ".",
				(title.equals("Queries") ? "" : ReferenceHtml.description(type.getDescription())),
				type.getFieldDefinitions()
					.stream()
					.map((field) -> ReferenceSection.ofField(type, field, "h3"))
					.toList());
	}

	private <T extends GraphQLNamedType> void appendTypes(String title, GraphQLSchema schema, Class<T> kind) {
		List<T> types = schema.getAllTypesAsList()
			.stream()
			.filter(kind::isInstance)
			.map(kind::cast)
			.filter((type) -> !type.getName().startsWith("__") && !ROOT_TYPES.contains(type.getName()))
			.sorted(Comparator.comparing(GraphQLNamedType::getName))
			.toList();
		if (!types.isEmpty()) {
			appendChapter(title, types, "", "",
					types.stream().map((type) -> ReferenceSection.ofType(schema, type)).toList());
		}
	}

	private void appendChapter(String title, List<? extends GraphQLNamedSchemaElement> elements, String prefix,
			String about, List<String> bodies) {
		this.sections.append("<h2>").append(title).append("</h2>\n").append(about);
		bodies.forEach(this.sections::append);
		List<String> links = new ArrayList<>();
		elements.forEach((element) -> links
			.add("<li><a href=\"#" + prefix + element.getName() + "\">" + element.getName() + "</a></li>\n"));
		this.tableOfContents.append("<h2>")
			.append(title)
			.append("</h2>\n<ul>\n")
			.append(String.join("", links))
			.append("</ul>\n");
	}

}
