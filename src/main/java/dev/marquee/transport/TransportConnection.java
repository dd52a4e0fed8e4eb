package dev.marquee.transport;

import dev.marquee.security.Credential;

/**
 * An open connection that carries subscriptions to a client.
 */
public interface TransportConnection {

	/** The credential that the client has presented. */
	Credential credential();

	/**
	 * Sends a ping if the connection has been idle for long, and closes it if the client
	 * has exceeded a timeout.
	 * @param now by {@link System#nanoTime()}
	 */
	void checkTimeouts(long now);

	/** Closes the connection without waiting for the client. */
	void close(CloseStatus status);

}
