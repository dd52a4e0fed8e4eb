package dev.marquee.limits;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The maximum size of requests. The defaults are far above what clients need; they keep a
 * small request from causing a lot of work.
 *
 * @param characters of a document
 * @param tokens of a document: names, values and punctuation
 * @param whitespaceTokens of a document: blanks, line ends, commas and comments
 * @param depth of the fields of an operation
 * @param fields of an operation, including {@code __typename}, with all fragments
 * expanded
 * @param rootFields of an operation, at its top level only
 * @param aliases of an operation, with all fragments expanded
 * @param directives of a document
 * @param directivesPerLocation of one field, fragment, operation or other location
 * @param listLength of a list in an argument or a variable
 * @param variablesDepth of objects and lists in variables
 */
@ConfigurationProperties("marquee.limits")
record RequestLimits(int characters, int tokens, int whitespaceTokens, int depth, int fields, int rootFields,
		int aliases, int directives, int directivesPerLocation, int listLength, int variablesDepth) {
}
