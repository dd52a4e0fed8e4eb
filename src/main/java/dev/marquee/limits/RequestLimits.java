package dev.marquee.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How large requests may be. All of it is far from what clients need, and keeps small
 * requests from making much work.
 *
 * @param characters of a document
 * @param tokens of a document: names, values and punctuation
 * @param whitespaceTokens of a document: blanks, line ends, commas and comments
 * @param depth of the fields of an operation
 * @param fields of an operation, {@code __typename} included, once all fragments are
 * spread
 * @param rootFields the same, of its first level alone
 * @param aliases of an operation, once all fragments are spread
 * @param directives of a document
 * @param directivesPerLocation of a field, a fragment or the like
 * @param listLength of a list in an argument or a variable
 * @param variablesDepth of objects and lists in variables
 */
@ConfigurationProperties("marquee.limits")
record RequestLimits(int characters, int tokens, int whitespaceTokens, int depth, int fields, int rootFields,
		int aliases, int directives, int directivesPerLocation, int listLength, int variablesDepth) {
}
