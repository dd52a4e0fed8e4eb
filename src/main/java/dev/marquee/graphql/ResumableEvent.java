package dev.marquee.graphql;

/**
 * An event of a subscription that can be resumed after it.
 */
public interface ResumableEvent {

	/** Where the event lies in the stream. */
	String cursor();

	/**
	 * The whole result as JSON, not to be written to: all who are told the same share it.
	 */
	byte[] json();

}
