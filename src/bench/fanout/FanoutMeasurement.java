package fanout;

import java.util.List;

/**
 * The measured values of a peer in one round with a number of subscribers.
 *
 * @param java the heap and garbage collector flags of the JVM, or empty
 * @param openingSeconds until all had subscribed
 * @param before the memory without subscribers
 * @param idle the memory with all subscribers, before the first change
 * @param missed deliveries that did not arrive
 * @param duplicates deliveries that arrived again
 * @param outOfOrder deliveries that arrived after a later change
 */
public record FanoutMeasurement(String key, String title, int subscribers, String java, double openingSeconds, ProcessMemory before,
		ProcessMemory idle, DeliveryDelays delays, Throughput throughput, int missed, int duplicates, int outOfOrder, List<String> errors) {

	ProcessMemory.PerSubscriber perSubscriber() {
		return this.idle.since(this.before, this.subscribers);
	}

}
