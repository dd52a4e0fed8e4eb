package dev.marquee.selection;

import dev.marquee.selection.Written.Found;

/**
 * The key under which the JSON of an object is cached: the fragment's number and the two
 * halves of the row's UUID.
 */
record FragmentKey(long fragment, long high, long low) {

	/** The key of an object of a fragment, or of the place of one. */
	static FragmentKey of(Fragment fragment, Found found) {
		return new FragmentKey(fragment.number(), found.high(), found.low());
	}

}
