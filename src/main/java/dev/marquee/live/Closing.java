package dev.marquee.live;

/**
 * Why a connection is closed, as WebSockets say it.
 *
 * @param code the status code, of RFC 6455 or, from 4400 on, of graphql-transport-ws
 * @param reason for people; at most 123 bytes
 */
record Closing(int code, String reason) {

	static final Closing PROTOCOL_ERROR = new Closing(1002, "Not a frame of RFC 6455 from a client");

	static final Closing TEXT_ONLY = new Closing(1003, "Messages are text");

	/** The client has closed without a code. */
	static final Closing NO_CODE = new Closing(1005, "");

	static final Closing LOST = new Closing(1006, "");

	static final Closing TOO_BIG = new Closing(1009, "A message has at most 1 MB");

	static final Closing FAILED = new Closing(1011, "Internal error");

	static final Closing RESTART = new Closing(1012, "Go on from your last cursor");

	/**
	 * Not as when the server stops: it stays, but knows of nothing new. Clients try again
	 * with either.
	 */
	static final Closing CUT_OFF = new Closing(1013, "Cut off from the database; go on from your last cursor");

	static final Closing UNAUTHORIZED = new Closing(4401, "Unauthorized");

	static final Closing REFUSED = new Closing(4401, "This key or token is not known, or expired, or was revoked");

	static final Closing EXPIRED = new Closing(4401, "Your key or token has expired or was revoked");

	static final Closing UNKNOWN_PROTOCOL = new Closing(4406, "Subprotocol not acceptable");

	static final Closing INIT_TIMEOUT = new Closing(4408, "Connection initialisation timeout");

	static final Closing TOO_MANY_INITS = new Closing(4429, "Too many initialisation requests");

	static final Closing TOO_MANY_CONNECTIONS = new Closing(4429, "Too many connections; close one first");

	static Closing invalid(String what) {
		return new Closing(4400, what);
	}

	static Closing exists(String id) {
		return new Closing(4409,
				"Subscriber for " + (id.length() > 20 ? id.substring(0, 20) + "…" : id) + " already exists");
	}

}
