package dev.marquee.graphql;

/**
 * An event of a subscription that can be resumed after it.
 */
public interface Resumable {

	/** Where the event lies in the stream. */
	String cursor();

}
