/**
 * GraphQL over HTTP: what a request may look like, and what is answered to it, however
 * wrong it is.
 */
@NullMarked
package dev.marquee.transport.http;

import org.jspecify.annotations.NullMarked;
