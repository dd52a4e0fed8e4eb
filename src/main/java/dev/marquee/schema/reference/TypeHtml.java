package dev.marquee.schema.reference;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import graphql.language.AstPrinter;
import graphql.language.Value;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLUnionType;
import graphql.schema.InputValueWithState;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * Renders a type of the schema: its name, its description, its members, and where it is
 * used.
 */
final class TypeHtml {

	private final GraphQLSchema schema;

	private final TypeUsages usages;

	TypeHtml(GraphQLSchema schema) {
		this.schema = schema;
		this.usages = TypeUsages.of(schema);
	}

	String render(GraphQLNamedType type) {
		return "<h1>" + type.getName() + "</h1>\n" + MarkdownText.toHtml(type.getDescription()) + members(type)
				+ usages(type);
	}

	private String members(GraphQLNamedType type) {
		return switch (type) {
			case GraphQLInterfaceType abstracted ->
				typeList("Implemented by", Objects.requireNonNull(this.schema.getImplementations(abstracted)))
						+ fields(abstracted);
			case GraphQLFieldsContainer container -> interfaces(container) + fields(container);
			case GraphQLUnionType union ->
				typeList("One of", union.getTypes().stream().map((of) -> (GraphQLNamedType) of).toList());
			case GraphQLInputObjectType input -> concatenate(input.getFieldDefinitions(), TypeHtml::inputField);
			case GraphQLEnumType values -> concatenate(values.getValues(), TypeHtml::enumValue);
			case GraphQLScalarType scalar -> specification(scalar);
			default -> "";
		};
	}

	private static String interfaces(GraphQLFieldsContainer container) {
		return (container instanceof GraphQLImplementingType type)
				? typeList("Implements", type.getInterfaces().stream().map((of) -> (GraphQLNamedType) of).toList())
				: "";
	}

	private String fields(GraphQLFieldsContainer container) {
		if (!isRoot(container)) {
			return concatenate(container.getFieldDefinitions(), (field) -> field(container, field));
		}
		List<GraphQLFieldDefinition> operations = container.getFieldDefinitions()
			.stream()
			.sorted(Comparator.comparing(GraphQLFieldDefinition::getName))
			.toList();
		String links = operations.stream()
			.map((field) -> "<li><code><a href=\"#%s\">%s</a></code></li>\n".formatted(field.getName(),
					field.getName()))
			.collect(Collectors.joining("", "<ul class=\"columns\">\n", "</ul>\n"));
		return links + concatenate(operations, (field) -> field(container, field));
	}

	private boolean isRoot(GraphQLFieldsContainer container) {
		return container.equals(this.schema.getQueryType()) || container.equals(this.schema.getMutationType())
				|| container.equals(this.schema.getSubscriptionType());
	}

	private String field(GraphQLFieldsContainer owner, GraphQLFieldDefinition field) {
		return element(field.getName(), ": " + typeLink(field.getType()), MarkdownText.toHtml(field.getDescription())
				+ deprecation(field.getDeprecationReason()) + arguments(field) + example(owner, field));
	}

	private String example(GraphQLFieldsContainer owner, GraphQLFieldDefinition field) {
		if (!isRoot(owner)) {
			return "";
		}
		ExampleOperation example = ExampleOperation.of((GraphQLObjectType) owner, field);
		return """
				<details>
				<summary>Example</summary>
				<pre><code>%s</code></pre>
				%s<p><a href="%s">Open in GraphiQL</a></p>
				</details>
				""".formatted(escape(example.document()),
				(example.variables() != null) ? "<pre><code>" + escape(example.variables()) + "</code></pre>\n" : "",
				escape(example.link()));
	}

	private static String arguments(GraphQLFieldDefinition field) {
		if (field.getArguments().isEmpty()) {
			return "";
		}
		return field.getArguments()
			.stream()
			.map(TypeHtml::argument)
			.collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
	}

	private static String argument(GraphQLArgument argument) {
		return "<dt><code>" + argument.getName() + ": " + typeLink(argument.getType())
				+ defaultValue(argument.getArgumentDefaultValue()) + "</code></dt>\n<dd>"
				+ MarkdownText.toHtml(argument.getDescription()) + deprecation(argument.getDeprecationReason())
				+ "</dd>\n";
	}

	private static String inputField(GraphQLInputObjectField field) {
		return element(field.getName(),
				": " + typeLink(field.getType()) + defaultValue(field.getInputFieldDefaultValue()),
				MarkdownText.toHtml(field.getDescription()) + deprecation(field.getDeprecationReason()));
	}

	private static String enumValue(GraphQLEnumValueDefinition value) {
		return element(value.getName(), "",
				MarkdownText.toHtml(value.getDescription()) + deprecation(value.getDeprecationReason()));
	}

	private static String specification(GraphQLScalarType scalar) {
		String url = scalar.getSpecifiedByUrl();
		return (url != null)
				? "<p>Specified at <a rel=\"noreferrer\" href=\"%s\">%s</a>.</p>\n".formatted(escape(url), escape(url))
				: "";
	}

	private static String typeList(String label, List<? extends GraphQLNamedType> types) {
		return types.isEmpty() ? ""
				: types.stream()
					.map((type) -> "<code>" + typeLink(type) + "</code>")
					.collect(Collectors.joining(", ", "<p>" + label + " ", ".</p>\n"));
	}

	private String usages(GraphQLNamedType type) {
		List<TypeUsages.Usage> usages = this.usages.of(type);
		return usages.isEmpty() ? "" : usages.stream()
			.map((usage) -> "<li><code><a href=\"%s#%s\">%s.%s</a></code></li>\n".formatted(usage.owner(),
					usage.member(), usage.owner(), usage.member()))
			.collect(Collectors.joining("", "<h2 id=\"used-by\">Used by</h2>\n<ul class=\"columns\">\n", "</ul>\n"));
	}

	private static String element(String name, String signature, String body) {
		return """
				<section id="%s">
				<h2><code><a href="#%s">%s</a>%s</code></h2>
				%s</section>
				""".formatted(name, name, name, signature, body);
	}

	private static String deprecation(@Nullable String reason) {
		return (reason != null)
				? "<div class=\"deprecated\">" + MarkdownText.toHtml("Deprecated: " + reason) + "</div>\n" : "";
	}

	/** Renders a type in SDL notation, with a link to its page. */
	private static String typeLink(GraphQLType type) {
		return switch (type) {
			case GraphQLNonNull required -> typeLink(required.getWrappedType()) + "!";
			case GraphQLList list -> "[" + typeLink(list.getWrappedType()) + "]";
			case GraphQLNamedType named -> "<a href=\"" + named.getName() + "\">" + named.getName() + "</a>";
			default -> throw new IllegalArgumentException("Not the type of a field: " + type);
		};
	}

	/** A schema that is read from text keeps its default values as literals. */
	private static String defaultValue(InputValueWithState value) {
		Value<?> literal = (Value<?>) value.getValue();
		return (literal != null) ? " = " + escape(AstPrinter.printAstCompact(literal)) : "";
	}

	static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	private static <T> String concatenate(List<T> elements, Function<T, String> text) {
		return elements.stream().map(text).collect(Collectors.joining());
	}

}
