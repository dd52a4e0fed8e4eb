package dev.marquee.security;

/**
 * The scope that somebody must have to call a field of {@code Mutation}. Each feature
 * declares a bean of it for each mutation; what a scope does not say, such as whose
 * events they are, the mutation itself asks the {@link Viewer}.
 */
public record MutationRule(String field, Scope scope) {
}
