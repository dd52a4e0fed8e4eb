package dev.marquee.schema;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import graphql.language.AstPrinter;
import graphql.language.Value;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import graphql.schema.InputValueWithState;
import org.jspecify.annotations.Nullable;

import org.springframework.web.util.HtmlUtils;

/**
 * Renders texts and types of the schema reference as HTML.
 */
final class ReferenceHtml {

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern PARAGRAPHS = Pattern.compile("\\n\\s*\\n");

	private ReferenceHtml() {
	}

	static String escape(String text) {
		return HtmlUtils.htmlEscape(text, "UTF-8");
	}

	/** Renders a description as paragraphs, with text between backticks as code. */
	static String description(@Nullable String text) {
		if (text == null) {
			return "";
		}
		return PARAGRAPHS.splitAsStream(text.strip())
			.map((paragraph) -> "<p>" + CODE.matcher(escape(paragraph)).replaceAll("<code>$1</code>") + "</p>\n")
			.collect(Collectors.joining());
	}

	static String deprecation(@Nullable String reason) {
		return (reason != null) ? "<div class=\"deprecated\">" + description("Deprecated: " + reason) + "</div>\n" : "";
	}

	/** Renders a type in SDL notation, with a link to its section. */
	static String typeLink(GraphQLType type) {
		return switch (type) {
			case GraphQLNonNull required -> typeLink(required.getWrappedType()) + "!";
			case GraphQLList list -> "[" + typeLink(list.getWrappedType()) + "]";
			case GraphQLNamedType named -> "<a href=\"#" + named.getName() + "\">" + named.getName() + "</a>";
			default -> throw new IllegalArgumentException("Not the type of a field: " + type);
		};
	}

	/** A schema that is read from text keeps its default values as literals. */
	static String defaultValue(InputValueWithState value) {
		Value<?> literal = (Value<?>) value.getValue();
		return (literal != null) ? " = " + escape(AstPrinter.printAstCompact(literal)) : "";
	}

}
