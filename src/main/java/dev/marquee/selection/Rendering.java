package dev.marquee.selection;

/**
 * What a statement makes of the objects that can be kept as {@link Fragment fragments}.
 */
enum Rendering {

	/** Their JSON, as if nothing were kept. */
	WHOLE,

	/** The places of them, with the stamps that hold now. */
	SKELETON,

	/** Their JSON, with what they are known by, so that it can be kept. */
	FILLING

}
