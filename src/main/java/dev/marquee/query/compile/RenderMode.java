package dev.marquee.query.compile;

/**
 * How a statement returns the objects that are {@link CacheableFragment cacheable
 * fragments}.
 */
enum RenderMode {

	/** As objects, without data for the cache. */
	FULL,

	/** As placeholders, with their keys and current version stamps. */
	TEMPLATE,

	/** As objects, with their keys and version stamps, so that they can be cached. */
	CACHE_FILL

}
