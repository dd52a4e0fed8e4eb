package dev.marquee.packaged.ledger;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what a subscriber received with the log: every change once and in order, from
 * its start or from the cursor of its last reload on. A change that PostgreSQL has lost
 * may have been received before; then a reload must follow.
 *
 * @param log all changes, in order
 * @param missing the names of the changes that were written and are not in the log
 */
record DeliveryCheck(List<DeliveredChange> log, Set<String> missing) {

	void verify(ResumingSubscriber subscriber) {
		verify(subscriber.toString(), subscriber.received(), subscriber.reloads());
	}

	void verify(String subscriber, List<DeliveredChange> received, NavigableMap<Integer, String> reloads) {
		assertThat(received).as(subscriber + ": duplicates").doesNotHaveDuplicates();
		int next = 0;
		boolean mustReload = false;
		for (int i = 0; i <= received.size(); i++) {
			String reloaded = reloads.get(i);
			if (reloaded != null) {
				next = Math.max(next, firstAfter(reloaded));
				mustReload = false;
			}
			if (i == received.size()) {
				continue;
			}
			DeliveredChange change = received.get(i);
			if (this.missing.contains(change.eventName())) {
				mustReload = true;
				continue;
			}
			assertThat(mustReload).as("%s: received %s after a lost change, without a reload", subscriber, change)
				.isFalse();
			assertThat(next).as("%s: received %s after the end of the log", subscriber, change)
				.isLessThan(this.log.size());
			assertThat(change).as("%s: change %d of %d", subscriber, i, received.size()).isEqualTo(this.log.get(next));
			next++;
		}
		assertThat(mustReload).as("%s: ended with a lost change", subscriber).isFalse();
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
