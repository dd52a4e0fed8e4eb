package dev.marquee.live;

/**
 * The client has broken the protocol, so that the connection must be closed.
 */
final class Broken extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient Closing closing;

	Broken(Closing closing) {
		super(closing.reason(), null, false, false);
		this.closing = closing;
	}

	Closing closing() {
		return this.closing;
	}

}
