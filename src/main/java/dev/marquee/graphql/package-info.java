/**
 * What all features share to speak GraphQL: scalars, errors, the cache of documents, the
 * page for people.
 */
@NullMarked
package dev.marquee.graphql;

import org.jspecify.annotations.NullMarked;
