package dev.marquee.selection;

/**
 * What a statement makes of the objects that can be kept as {@link Fragment fragments}.
 */
enum Rendering {

	/** Their JSON, as if nothing were kept. */
	WHOLE,

	/** A marker in the place of each. */
	SKELETON,

	/** Their JSON with markers in it, from which it can be cut out and kept. */
	FILLING

}
