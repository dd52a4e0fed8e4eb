package dev.marquee.transport.websocket;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.graphql.DeliveryReceipts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the answers of a client acknowledge.
 */
class SubscriptionReceiptsTests {

	private final SubscriptionReceipts receipts = new SubscriptionReceipts();

	private final List<String> calls = new ArrayList<>();

	@Test
	void answerToCloseFrameAcknowledges() {
		this.receipts.add(new RecordedReceipts());
		this.receipts.beforeClose();
		this.receipts.close(true);
		assertThat(this.calls).containsExactly("mark", "acknowledge", "suspend");
	}

	@Test
	void lostConnectionAcknowledgesNothing() {
		this.receipts.add(new RecordedReceipts());
		this.receipts.beforeClose();
		this.receipts.close(false);
		assertThat(this.calls).containsExactly("mark", "suspend");
	}

	/** Events are dropped after the close frame, and later marks would include them. */
	@Test
	void pongAfterCloseFrameIsIgnored() {
		this.receipts.add(new RecordedReceipts());
		this.receipts.beforePing(0);
		this.receipts.beforeClose();
		this.receipts.pongReceived();
		this.receipts.beforePing(0);
		this.receipts.beforeClose();
		assertThat(this.calls).containsExactly("mark", "mark");
	}

	@Test
	void onlyThePongOfTheFirstPingAcknowledges() {
		this.receipts.add(new RecordedReceipts());
		this.receipts.pongReceived();
		this.receipts.beforePing(0);
		this.receipts.beforePing(0);
		this.receipts.pongReceived();
		this.receipts.pongReceived();
		assertThat(this.calls).containsExactly("mark", "acknowledge");
	}

	/**
	 * Records what is called.
	 */
	private final class RecordedReceipts implements DeliveryReceipts {

		@Override
		public void mark() {
			SubscriptionReceiptsTests.this.calls.add("mark");
		}

		@Override
		public boolean acknowledge() {
			return SubscriptionReceiptsTests.this.calls.add("acknowledge");
		}

		@Override
		public void suspend() {
			SubscriptionReceiptsTests.this.calls.add("suspend");
		}

		@Override
		public void forget() {
			SubscriptionReceiptsTests.this.calls.add("forget");
		}

	}

}
