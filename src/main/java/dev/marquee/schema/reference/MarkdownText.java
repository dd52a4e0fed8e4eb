package dev.marquee.schema.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.marquee.text.Slug;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;

/**
 * Renders Markdown as HTML: descriptions of the schema, which the GraphQL specification
 * defines as CommonMark, and the guides, which also have tables.
 */
final class MarkdownText {

	private static final List<TablesExtension> EXTENSIONS = List.of((TablesExtension) TablesExtension.create());

	private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

	private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
		.extensions(EXTENSIONS)
		.escapeHtml(true)
		.sanitizeUrls(true)
		.attributeProviderFactory((context) -> (node, tag, attributes) -> {
			if (node instanceof Heading) {
				attributes.put("id", anchor(plainText(node)));
			}
		})
		.build();

	private static final Pattern GUIDE_LINK = Pattern.compile("(?<guide>[\\w-]+)\\.md(?<anchor>#.*)?");

	private MarkdownText() {
	}

	/** Renders a description; empty if there is none. */
	static String toHtml(@Nullable String markdown) {
		return (markdown != null) ? RENDERER.render(PARSER.parse(markdown)) : "";
	}

	/** Returns the text without its markup. */
	static String toPlainText(@Nullable String markdown) {
		return (markdown != null) ? plainText(PARSER.parse(markdown)) : "";
	}

	/**
	 * Reads a guide.
	 * @param name the name of the file in {@code src/docs}, without its suffix
	 */
	static Node readGuide(String name) {
		try {
			return PARSER.parse(
					new ClassPathResource(name + ".md", MarkdownText.class).getContentAsString(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Renders a guide. Links to other guides lead to their pages; links to other files of
	 * the repository become plain text, since a server does not have them.
	 * @param guides the names of the guides that have a page
	 */
	static String guideToHtml(Node guide, Set<String> guides) {
		guide.accept(new AbstractVisitor() {

			@Override
			public void visit(Link link) {
				Matcher file = GUIDE_LINK.matcher(link.getDestination());
				if (file.matches() && guides.contains(file.group("guide"))) {
					link.setDestination(
							file.group("guide") + ((file.group("anchor") != null) ? file.group("anchor") : ""));
				}
				else if (file.matches() || link.getDestination().startsWith("../../")) {
					unwrap(link);
				}
			}

		});
		return RENDERER.render(guide);
	}

	private static void unwrap(Link link) {
		Node child = link.getFirstChild();
		while (child != null) {
			Node next = child.getNext();
			link.insertBefore(child);
			child = next;
		}
		link.unlink();
	}

	/** Returns the headings of a guide below its title, in order. */
	static List<Heading> headings(Node guide) {
		List<Heading> headings = new ArrayList<>();
		for (Node node = guide.getFirstChild(); node != null; node = node.getNext()) {
			if (node instanceof Heading heading && heading.getLevel() > 1) {
				headings.add(heading);
			}
		}
		return headings;
	}

	/** Returns the fragment of the URL of a heading. */
	static String anchor(String heading) {
		return Slug.of(heading);
	}

	static String plainText(Node node) {
		StringBuilder text = new StringBuilder();
		node.accept(new AbstractVisitor() {

			@Override
			public void visit(Text part) {
				text.append(part.getLiteral());
			}

			@Override
			public void visit(Code code) {
				text.append(code.getLiteral());
			}

			@Override
			public void visit(SoftLineBreak lineBreak) {
				text.append(' ');
			}

			@Override
			public void visit(Paragraph paragraph) {
				super.visit(paragraph);
				text.append(' ');
			}

		});
		return text.toString().strip();
	}

}
