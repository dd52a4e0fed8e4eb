package dev.marquee.graphql.validation;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sentences of messages that name elements of the schema which the client has not
 * named. They are empty if introspection is disabled, because the schema could be read
 * from them.
 *
 * @param enabled whether clients may know the schema
 */
record SchemaHints(boolean enabled) {

	/** More names would hide the rest of the message. */
	private static final int MAX_LISTED = 40;

	/**
	 * Proposes similar names, or lists all of them if none is similar.
	 * @param things what the names are, such as {@code fields}
	 * @return a sentence with a leading space, or an empty string
	 */
	String proposeOrList(String mistaken, String things, Collection<String> names) {
		String proposal = propose(mistaken, names);
		return proposal.isEmpty() ? list(things, names) : proposal;
	}

	/** Proposes similar names: a sentence with a leading space, or an empty string. */
	String propose(String mistaken, Collection<String> names) {
		return this.enabled ? question(SimilarNames.find(mistaken, names)) : "";
	}

	/** Lists the names: a sentence with a leading space, or an empty string. */
	String list(String things, Collection<String> names) {
		if (!this.enabled || names.isEmpty() || names.size() > MAX_LISTED) {
			return "";
		}
		return " The " + things + " are " + joined(names, " and ") + ".";
	}

	/** Proposes names that the document itself defines. */
	static String proposeOwn(String mistaken, Collection<String> names) {
		return question(SimilarNames.find(mistaken, names));
	}

	private static String question(List<String> similar) {
		return similar.isEmpty() ? "" : " Did you mean " + joined(similar, " or ") + "?";
	}

	private static String joined(Collection<String> names, String conjunction) {
		List<String> quoted = names.stream().map((name) -> "`" + name + "`").toList();
		if (quoted.size() == 1) {
			return quoted.getFirst();
		}
		return quoted.stream().limit(quoted.size() - 1L).collect(Collectors.joining(", ")) + conjunction
				+ quoted.getLast();
	}

}
