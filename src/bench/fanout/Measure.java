package fanout;

import java.util.List;

/**
 * What was measured of one peer with so many subscribers in one round.
 *
 * @param java what Java was told and chose, or empty
 * @param openingSeconds until all had subscribed
 * @param before memory without subscribers
 * @param idle memory with all of them, before anything changed
 * @param missed deliveries that did not come
 * @param repeated deliveries that came again
 * @param disordered deliveries that came after a later change
 */
public record Measure(String key, String title, int subscribers, String java, double openingSeconds, Memory before,
		Memory idle, Delays delays, Flow flow, int missed, int repeated, int disordered, List<String> troubles) {

	Memory.Each each() {
		return this.idle.since(this.before, this.subscribers);
	}

}
