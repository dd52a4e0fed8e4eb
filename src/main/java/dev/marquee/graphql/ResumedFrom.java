package dev.marquee.graphql;

/**
 * The last event that a client has got, as its transport says; in the context of a
 * request by this class.
 */
public record ResumedFrom(String cursor) {
}
