/**
 * Executes compiled statements: data fetchers of root fields, the plan cache, the
 * fragment cache, JDBC, and the execution strategies that pass encoded JSON through
 * graphql-java. Depends on {@code query.compile}, {@code query.json}, {@code
 * dev.marquee.database} and {@code dev.marquee.graphql}, not on a feature.
 */
@NullMarked
package dev.marquee.query.execute;

import org.jspecify.annotations.NullMarked;
