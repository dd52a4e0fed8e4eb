package dev.marquee.security;

/**
 * The scope that a field of {@code Mutation} requires. Each feature declares a bean for
 * each of its mutations. Permissions beyond scopes, such as those for the events of an
 * organizer, are checked by the mutation with the {@link Viewer}.
 */
public record MutationRule(String field, Scope scope) {
}
