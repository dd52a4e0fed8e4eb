package peer;

import java.io.IOException;

/**
 * A peer that tells of changes over WebSocket.
 */
public interface Subscribable extends Peer {

	int port();

	/** The document that subscribes to changes of events. */
	String changes() throws IOException;

}
