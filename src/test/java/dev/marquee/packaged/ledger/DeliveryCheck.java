package dev.marquee.packaged.ledger;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what a subscriber received with the log: every change once and in order, from
 * its start or from the cursor of its last reload on. A change that PostgreSQL has lost
 * may have been received before; then a reload must precede the changes of the next
 * generation. Others of the same generation may follow it without one, since a
 * transaction that began later may have been replicated earlier.
 *
 * @param log all changes, in order
 * @param lossy whether changes may have been lost; otherwise each one received must be in
 * the log
 */
record DeliveryCheck(List<DeliveredChange> log, boolean lossy) {

	void verify(ResumingSubscriber subscriber) {
		verify(subscriber.toString(), subscriber.received(), subscriber.reloads());
	}

	void verify(String subscriber, List<DeliveredChange> received, NavigableMap<Integer, String> reloads) {
		assertThat(received).as(subscriber + ": duplicates").doesNotHaveDuplicates();
		Set<DeliveredChange> logged = Set.copyOf(this.log);
		int next = 0;
		long generationOfLoss = Long.MAX_VALUE;
		for (int i = 0; i <= received.size(); i++) {
			String reloaded = reloads.get(i);
			if (reloaded != null) {
				next = Math.max(next, firstAfter(reloaded));
				generationOfLoss = Long.MAX_VALUE;
			}
			if (i == received.size()) {
				continue;
			}
			DeliveredChange change = received.get(i);
			if (this.lossy && !logged.contains(change)) {
				generationOfLoss = change.generation();
				continue;
			}
			assertThat(change.generation())
				.as("%s: received %s after a lost change, without a reload", subscriber, change)
				.isLessThanOrEqualTo(generationOfLoss);
			assertThat(next).as("%s: received %s after the end of the log", subscriber, change)
				.isLessThan(this.log.size());
			assertThat(change).as("%s: change %d of %d", subscriber, i, received.size()).isEqualTo(this.log.get(next));
			next++;
		}
		assertThat(this.log.subList(next, this.log.size())).as(subscriber + ": missing").isEmpty();
	}

	private int firstAfter(String cursor) {
		int index = 0;
		while (index < this.log.size() && DeliveredChange.comparePositions(this.log.get(index).cursor(), cursor) <= 0) {
			index++;
		}
		return index;
	}

}
