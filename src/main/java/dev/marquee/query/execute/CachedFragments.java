package dev.marquee.query.execute;

/**
 * The rendered JSON objects that are cached.
 */
@FunctionalInterface
public interface CachedFragments {

	/** Removes all of them. */
	void clear();

}
