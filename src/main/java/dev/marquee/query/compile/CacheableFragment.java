package dev.marquee.query.compile;

/**
 * An object whose JSON depends only on versioned rows, so that it can be cached until one
 * of their versions changes. Plans with the same selection share the fragment.
 *
 * @param number identifies the fragment in the cache
 * @param compiledStatement returns the objects whose keys are in an array, its only
 * parameter, in {@link RenderMode#CACHE_FILL}
 */
public record CacheableFragment(long number, CompiledStatement compiledStatement) {
}
