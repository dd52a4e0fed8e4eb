package dev.marquee.query.compile;

/**
 * What a statement makes of the objects that can be kept as {@link CacheableFragment
 * fragments}.
 */
enum RenderMode {

	/** Their JSON, as if nothing were kept. */
	FULL,

	/** The places of them, with the stamps that hold now. */
	TEMPLATE,

	/** Their JSON, with what they are known by, so that it can be kept. */
	CACHE_FILL

}
