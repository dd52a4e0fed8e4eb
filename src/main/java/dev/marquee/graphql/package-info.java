/**
 * The GraphQL parts that all features share: scalars, error codes, the document cache and
 * GraphiQL. Depends on no feature and no database tables.
 */
@NullMarked
package dev.marquee.graphql;

import org.jspecify.annotations.NullMarked;
