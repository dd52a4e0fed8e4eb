package dev.marquee.live;

import dev.marquee.security.Credential;

/**
 * What carries subscriptions to a client.
 */
interface LiveConnection {

	/** What its client has shown. */
	Credential credential();

	/**
	 * Says something if nothing was said for a while, and ends what has waited too long.
	 * @param now by {@link System#nanoTime()}
	 */
	void look(long now);

	/** Ends the connection without waiting. */
	void end(Closing why);

}
