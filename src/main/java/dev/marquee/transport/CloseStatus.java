package dev.marquee.transport;

/**
 * A WebSocket close code and reason.
 *
 * @param code a status code of RFC 6455, section 7.4, or one from 4400 on of
 * graphql-transport-ws
 * @param reason a text for people of at most 123 bytes
 */
public record CloseStatus(int code, String reason) {

	public static final CloseStatus TEXT_ONLY = new CloseStatus(1003, "Messages must be text");

	public static final CloseStatus NOT_UTF_8 = new CloseStatus(1007, "Messages must be UTF-8");

	public static final CloseStatus MESSAGE_TOO_BIG = new CloseStatus(1009, "A message must have at most 1 MB");

	public static final CloseStatus INTERNAL_ERROR = new CloseStatus(1011, "Internal error");

	public static final CloseStatus RESTART = new CloseStatus(1012,
			"Server restarts; reconnect and resume from your last cursor");

	/**
	 * The instance goes on without the database, unlike one that stops. Clients reconnect
	 * after either code.
	 */
	public static final CloseStatus DATABASE_UNAVAILABLE = new CloseStatus(1013,
			"Database unreachable; reconnect and resume from your last cursor");

	/** Unlike {@link #INVALID_CREDENTIAL}, after which clients do not reconnect. */
	public static final CloseStatus UNVERIFIED = new CloseStatus(1013,
			"The key or token cannot be verified at the moment; reconnect");

	public static final CloseStatus UNAUTHORIZED = new CloseStatus(4401, "Unauthorized");

	public static final CloseStatus INVALID_CREDENTIAL = new CloseStatus(4401,
			"The key or token is unknown, expired or revoked");

	public static final CloseStatus OTHER_PERSON = new CloseStatus(4403,
			"The handshake names another person than connection_init");

	static final CloseStatus EXPIRED = new CloseStatus(4401, "The key or token has expired or was revoked");

	public static final CloseStatus UNKNOWN_PROTOCOL = new CloseStatus(4406, "Subprotocol not acceptable");

	public static final CloseStatus INIT_TIMEOUT = new CloseStatus(4408, "Connection initialisation timeout");

	public static final CloseStatus TOO_MANY_INIT_REQUESTS = new CloseStatus(4429, "Too many initialisation requests");

	public static final CloseStatus TOO_MANY_CONNECTIONS = new CloseStatus(4429,
			"Too many connections; close one first");

	public static final CloseStatus TOO_MUCH_MEMORY = new CloseStatus(4429,
			"Your connections hold too much memory; complete operations, and read your messages");

	public static CloseStatus badRequest(String reason) {
		return new CloseStatus(4400, reason);
	}

	public static CloseStatus subscriberExists(String id) {
		return new CloseStatus(4409,
				"Subscriber for " + (id.length() > 20 ? id.substring(0, 20) + "…" : id) + " already exists");
	}

}
