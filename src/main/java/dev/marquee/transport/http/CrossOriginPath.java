package dev.marquee.transport.http;

import java.util.List;

/**
 * Addresses, besides that of GraphQL, which pages of other allowed origins may read.
 *
 * @param urlPatterns the patterns of the addresses, as in the servlet specification
 */
public record CrossOriginPath(List<String> urlPatterns) {
}
