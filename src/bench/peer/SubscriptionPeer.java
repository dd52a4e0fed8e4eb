package peer;

import java.io.IOException;

/**
 * A peer that delivers changes over WebSocket.
 */
public interface SubscriptionPeer extends Peer {

	int port();

	/** The operation that subscribes to changes of events. */
	String subscriptionDocument() throws IOException;

}
