package dev.marquee.query.execute;

import dev.marquee.query.compile.CacheableFragment;
import dev.marquee.query.json.EncodedJson.FragmentSpan;

/**
 * The key under which the JSON of an object is cached: the fragment's number and the two
 * halves of the row's UUID.
 */
record FragmentKey(long fragmentNumber, long mostSignificantBits, long leastSignificantBits) {

	/** The key of an object of a fragment, or of the place of one. */
	static FragmentKey of(CacheableFragment cacheableFragment, FragmentSpan fragmentSpan) {
		return new FragmentKey(cacheableFragment.number(), fragmentSpan.high(), fragmentSpan.low());
	}

}
