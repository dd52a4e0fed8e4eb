package dev.marquee.graphql;

/**
 * An event of a subscription that a client can resume after it.
 */
public interface ResumableEvent {

	/** Returns the cursor after this event. */
	String cursor();

	/**
	 * Returns the whole result as JSON. Subscribers share the array, so it must not be
	 * modified.
	 */
	byte[] json();

}
