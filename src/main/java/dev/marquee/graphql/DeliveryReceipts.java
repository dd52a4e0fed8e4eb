package dev.marquee.graphql;

/**
 * What the subscriber of one subscription has received, as its transport learns it.
 */
public interface DeliveryReceipts {

	/** Marks the events that have been sent until now. */
	void mark();

	/**
	 * Records that the subscriber has received all events up to the last mark.
	 * @return whether it has received all events that were sent
	 */
	boolean acknowledge();

	/** Ends the subscription of a subscriber that may return. */
	void suspend();

	/** Ends the subscription of a subscriber that does not return. */
	void forget();

}
