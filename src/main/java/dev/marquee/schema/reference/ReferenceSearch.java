package dev.marquee.schema.reference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;

/**
 * Finds types, fields and sections of guides by name and by words of their descriptions.
 */
final class ReferenceSearch {

	private static final int MAX_RESULTS = 40;

	private static final int MAX_WORDS = 8;

	/** Longer texts are cut before they are searched for. */
	private static final int MAX_LENGTH = 100;

	private final List<ReferenceEntry> entries = new ArrayList<>();

	ReferenceSearch(GraphQLSchema schema, List<ReferenceEntry> guideSections) {
		this.entries.addAll(guideSections);
		for (GraphQLNamedType type : ReferencePages.types(schema)) {
			add(type.getName(), type.getName(), type);
			members(type).forEach((member) -> add(type.getName() + "." + member.getName(),
					type.getName() + "#" + member.getName(), member));
		}
	}

	private void add(String name, String href, GraphQLNamedSchemaElement element) {
		this.entries.add(new ReferenceEntry(name, href, MarkdownText.toPlainText(element.getDescription())));
	}

	private static List<? extends GraphQLNamedSchemaElement> members(GraphQLNamedType type) {
		return switch (type) {
			case GraphQLFieldsContainer container -> container.getFieldDefinitions();
			case GraphQLInputObjectType input -> input.getFieldDefinitions();
			case GraphQLEnumType values -> values.getValues();
			default -> List.of();
		};
	}

	/**
	 * Returns the entries that contain every word of a text, best first: those whose name
	 * is the text, starts with it or contains it before those with the words elsewhere.
	 * Case is ignored. Empty if the text is blank.
	 */
	List<ReferenceEntry> find(String text) {
		String wanted = text.substring(0, Math.min(text.length(), MAX_LENGTH)).strip().toLowerCase(Locale.ROOT);
		if (wanted.isEmpty()) {
			return List.of();
		}
		List<String> words = List.of(wanted.split("\\s+", MAX_WORDS));
		return this.entries.stream()
			.filter((entry) -> contains(entry, words))
			.sorted(Comparator.comparingInt((ReferenceEntry entry) -> rank(entry, wanted))
				.thenComparingInt((entry) -> entry.name().length()))
			.limit(MAX_RESULTS)
			.toList();
	}

	private static boolean contains(ReferenceEntry entry, List<String> words) {
		String text = (entry.name() + " " + entry.text()).toLowerCase(Locale.ROOT);
		return words.stream().allMatch(text::contains);
	}

	private static int rank(ReferenceEntry entry, String wanted) {
		String name = entry.name().toLowerCase(Locale.ROOT);
		String shortName = entry.shortName().toLowerCase(Locale.ROOT);
		if (name.equals(wanted) || shortName.equals(wanted)) {
			return 0;
		}
		if (shortName.startsWith(wanted)) {
			return 1;
		}
		return name.contains(wanted) ? 2 : 3;
	}

}
