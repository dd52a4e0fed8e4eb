package dev.marquee.query.execute;

import dev.marquee.query.compile.CacheableFragment;
import dev.marquee.query.json.EncodedJson.FragmentSpan;

/**
 * The key under which the JSON of an object is cached: the fragment's number and the two
 * halves of the row's UUID.
 */
record FragmentKey(long fragmentNumber, long mostSignificantBits, long leastSignificantBits) {

	/** The key of the object at a span. */
	static FragmentKey of(CacheableFragment cacheableFragment, FragmentSpan fragmentSpan) {
		return new FragmentKey(cacheableFragment.number(), fragmentSpan.mostSignificantBits(),
				fragmentSpan.leastSignificantBits());
	}

}
