package dev.marquee.contract;

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
 * A page that says what one can ask for: every field and every type of the schema, each
 * with an address of its own.
 */
final class Reference {

	private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

	private final StringBuilder sections = new StringBuilder();

	private final StringBuilder contents = new StringBuilder();

	private Reference() {
	}

	static String of(GraphQLSchema schema) {
		Reference reference = new Reference();
		reference.operations("Queries", schema.getQueryType());
		reference.operations("Mutations", schema.getMutationType());
		reference.operations("Subscriptions", schema.getSubscriptionType());
		reference.types("Objects", schema, GraphQLObjectType.class);
		reference.types("Interfaces", schema, GraphQLInterfaceType.class);
		reference.types("Unions", schema, GraphQLUnionType.class);
		reference.types("Inputs", schema, GraphQLInputObjectType.class);
		reference.types("Enums", schema, GraphQLEnumType.class);
		reference.types("Scalars", schema, GraphQLScalarType.class);
		String about = ReferenceText.description(schema.getQueryType().getDescription());
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
				""".formatted(about, reference.sections, reference.contents);
	}

	private void operations(String title, @Nullable GraphQLObjectType type) {
		if (type == null) {
			return;
		}
		chapter(title, type.getFieldDefinitions(), type.getName() + ".",
				(title.equals("Queries") ? "" : ReferenceText.description(type.getDescription())),
				type.getFieldDefinitions()
					.stream()
					.map((field) -> ReferenceSection.ofField(type, field, "h3"))
					.toList());
	}

	private <T extends GraphQLNamedType> void types(String title, GraphQLSchema schema, Class<T> kind) {
		List<T> types = schema.getAllTypesAsList()
			.stream()
			.filter(kind::isInstance)
			.map(kind::cast)
			.filter((type) -> !type.getName().startsWith("__") && !ROOTS.contains(type.getName()))
			.sorted(Comparator.comparing(GraphQLNamedType::getName))
			.toList();
		if (!types.isEmpty()) {
			chapter(title, types, "", "", types.stream().map((type) -> ReferenceSection.ofType(schema, type)).toList());
		}
	}

	private void chapter(String title, List<? extends GraphQLNamedSchemaElement> elements, String prefix, String about,
			List<String> bodies) {
		this.sections.append("<h2>").append(title).append("</h2>\n").append(about);
		bodies.forEach(this.sections::append);
		List<String> links = new ArrayList<>();
		elements.forEach((element) -> links
			.add("<li><a href=\"#" + prefix + element.getName() + "\">" + element.getName() + "</a></li>\n"));
		this.contents.append("<h2>")
			.append(title)
			.append("</h2>\n<ul>\n")
			.append(String.join("", links))
			.append("</ul>\n");
	}

}
