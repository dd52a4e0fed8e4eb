/**
 * Explains why a document or the variables of a request do not match the schema: where,
 * with which value, and what is possible instead. Runs only if graphql-java has rejected
 * the request.
 */
@NullMarked
package dev.marquee.graphql.validation;

import org.jspecify.annotations.NullMarked;
