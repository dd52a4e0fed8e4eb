/**
 * Executes compiled statements: the plan cache, the fragment cache and the execution\n *
 * strategies that pass encoded JSON through graphql-java.
 */
@NullMarked
package dev.marquee.query.execute;

import org.jspecify.annotations.NullMarked;
