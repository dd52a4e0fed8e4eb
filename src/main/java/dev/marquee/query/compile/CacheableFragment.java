package dev.marquee.query.compile;

/**
 * An object of some type with all that is selected of it, which is made of rows with
 * versions alone. Its JSON can be kept and used again for as long as none of them moves.
 * Plans that select the same share the fragment.
 *
 * @param number what it is kept under
 * @param compiledStatement makes the objects whose keys are in an array, its only
 * parameter, in {@link RenderMode#CACHE_FILL}
 */
public record CacheableFragment(long number, CompiledStatement compiledStatement) {
}
