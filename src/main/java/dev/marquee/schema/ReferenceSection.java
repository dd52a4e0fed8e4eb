package dev.marquee.schema;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;

/**
 * Renders the section of a type or of a field in the schema reference.
 */
final class ReferenceSection {

	private ReferenceSection() {
	}

	static String ofType(GraphQLSchema schema, GraphQLNamedType type) {
		String name = type.getName();
		return """
				<section id="%s">
				<h3><a href="#%s">%s</a></h3>
				%s%s</section>
				""".formatted(name, name, name, ReferenceHtml.description(type.getDescription()),
				members(schema, type));
	}

	private static String members(GraphQLSchema schema, GraphQLNamedType type) {
		return switch (type) {
			case GraphQLInterfaceType abstracted ->
				typeList("Implemented by", Objects.requireNonNull(schema.getImplementations(abstracted)))
						+ fields(abstracted);
			case GraphQLFieldsContainer container -> interfaces(container) + fields(container);
			case GraphQLUnionType union ->
				typeList("One of", union.getTypes().stream().map((of) -> (GraphQLNamedType) of).toList());
			case GraphQLInputObjectType input ->
				concatenate(input.getFieldDefinitions(), (field) -> ofInputField(input, field));
			case GraphQLEnumType values -> concatenate(values.getValues(), (value) -> ofValue(values, value));
			case GraphQLScalarType scalar -> specification(scalar);
			default -> "";
		};
	}

	private static String interfaces(GraphQLFieldsContainer container) {
		return (container instanceof GraphQLImplementingType type)
				? typeList("Implements", type.getInterfaces().stream().map((of) -> (GraphQLNamedType) of).toList())
				: "";
	}

	private static String fields(GraphQLFieldsContainer container) {
		return concatenate(container.getFieldDefinitions(), (field) -> ofField(container, field, "h4"));
	}

	static String ofField(GraphQLNamedType owner, GraphQLFieldDefinition field, String heading) {
		return element(owner.getName() + "." + field.getName(), heading, field.getName(),
				": " + ReferenceHtml.typeLink(field.getType()), ReferenceHtml.description(field.getDescription())
						+ ReferenceHtml.deprecation(field.getDeprecationReason()) + arguments(field));
	}

	private static String arguments(GraphQLFieldDefinition field) {
		if (field.getArguments().isEmpty()) {
			return "";
		}
		return field.getArguments()
			.stream()
			.map(ReferenceSection::argument)
			.collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
	}

	private static String argument(GraphQLArgument argument) {
		return "<dt><code>" + argument.getName() + ": " + ReferenceHtml.typeLink(argument.getType())
				+ ReferenceHtml.defaultValue(argument.getArgumentDefaultValue()) + "</code></dt>\n<dd>"
				+ ReferenceHtml.description(argument.getDescription())
				+ ReferenceHtml.deprecation(argument.getDeprecationReason()) + "</dd>\n";
	}

	private static String ofInputField(GraphQLInputObjectType owner, GraphQLInputObjectField field) {
		return element(owner.getName() + "." + field.getName(), "h4", field.getName(),
				": " + ReferenceHtml.typeLink(field.getType())
						+ ReferenceHtml.defaultValue(field.getInputFieldDefaultValue()),
				ReferenceHtml.description(field.getDescription())
						+ ReferenceHtml.deprecation(field.getDeprecationReason()));
	}

	private static String ofValue(GraphQLEnumType owner, GraphQLEnumValueDefinition value) {
		return element(owner.getName() + "." + value.getName(), "h4", value.getName(), "",
				ReferenceHtml.description(value.getDescription())
						+ ReferenceHtml.deprecation(value.getDeprecationReason()));
	}

	private static String specification(GraphQLScalarType scalar) {
		String url = scalar.getSpecifiedByUrl();
		return (url != null) ? "<p>Specified at <a rel=\"noreferrer\" href=\"%s\">%s</a>.</p>\n"
			.formatted(ReferenceHtml.escape(url), ReferenceHtml.escape(url)) : "";
	}

	private static String typeList(String label, List<? extends GraphQLNamedType> types) {
		return types.isEmpty() ? ""
				: types.stream()
					.map((type) -> "<code>" + ReferenceHtml.typeLink(type) + "</code>")
					.collect(Collectors.joining(", ", "<p>" + label + " ", ".</p>\n"));
	}

	private static String element(String id, String heading, String name, String signature, String body) {
		return """
				<div class="element" id="%s">
				<%s><code><a href="#%s">%s</a>%s</code></%s>
				%s</div>
				""".formatted(id, heading, id, name, signature, heading, body);
	}

	private static <T> String concatenate(List<T> elements, Function<T, String> text) {
		return elements.stream().map(text).collect(Collectors.joining());
	}

}
