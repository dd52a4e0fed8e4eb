/**
 * Authentication by API keys and JWTs, the viewer of a request, and the authorization of
 * mutations. May depend on GraphQL errors, access contexts of queries and the tables of
 * API keys, but on no feature.
 */
@NullMarked
package dev.marquee.security;

import org.jspecify.annotations.NullMarked;
