package dev.marquee.transport;

import dev.marquee.transport.ClientMemory.Account;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory of clients.
 */
class ClientMemoryTests {

	private static final ConnectionOwner ONE = new ConnectionOwner("192.0.2.1", false);

	private static final ConnectionOwner OTHER = new ConnectionOwner("192.0.2.2", false);

	private final ClientMemory clientMemory = new ClientMemory(100, 70, 40);

	@Test
	void connectionHoldsUpToItsLimit() {
		Account account = this.clientMemory.open(ONE);
		assertThat(account.tryAcquire(40)).isTrue();
		assertThat(account.tryAcquire(1)).isFalse();
		account.release(10);
		assertThat(account.tryAcquire(10)).isTrue();
		assertThat(this.clientMemory.heldBytes()).isEqualTo(40);
	}

	@Test
	void connectionsOfAnOwnerShareItsLimit() {
		Account account = this.clientMemory.open(ONE);
		assertThat(account.tryAcquire(40)).isTrue();
		assertThat(this.clientMemory.open(ONE).tryAcquire(31)).isFalse();
		assertThat(this.clientMemory.open(ONE).tryAcquire(30)).isTrue();
		assertThat(this.clientMemory.open(OTHER).tryAcquire(30)).isTrue();
		assertThat(this.clientMemory.heldBytes()).isEqualTo(100);
	}

	@Test
	void droppableMemoryTakesHalfOfEachLimit() {
		Account account = this.clientMemory.open(ONE);
		assertThat(account.tryAcquireDroppable(21)).isFalse();
		assertThat(account.tryAcquireDroppable(20)).isTrue();
		assertThat(this.clientMemory.open(ONE).tryAcquireDroppable(16)).isFalse();
		assertThat(this.clientMemory.open(ONE).tryAcquireDroppable(15)).isTrue();
		assertThat(this.clientMemory.open(OTHER).tryAcquireDroppable(16)).isFalse();
		assertThat(this.clientMemory.open(OTHER).tryAcquireDroppable(15)).isTrue();
		assertThat(account.tryAcquire(20)).isTrue();
	}

	@Test
	void allConnectionsShareTheTotal() {
		assertThat(this.clientMemory.open(ONE).tryAcquire(40)).isTrue();
		assertThat(this.clientMemory.open(ONE).tryAcquire(30)).isTrue();
		assertThat(this.clientMemory.open(OTHER).tryAcquire(31)).isFalse();
		assertThat(this.clientMemory.open(OTHER).tryAcquire(30)).isTrue();
	}

	@Test
	void closedAccountHoldsNothing() {
		Account account = this.clientMemory.open(ONE);
		account.tryAcquire(40);
		account.close();
		account.release(40);
		assertThat(account.tryAcquire(1)).isFalse();
		assertThat(this.clientMemory.heldBytes()).isZero();
		assertThat(this.clientMemory.open(ONE).tryAcquire(40)).isTrue();
	}

	@Test
	void memoryMovesToTheOwnerThatAuthenticates() {
		Account account = this.clientMemory.open(ONE);
		account.tryAcquire(40);
		account.moveTo(OTHER);
		assertThat(this.clientMemory.open(OTHER).tryAcquire(31)).isFalse();
		assertThat(this.clientMemory.open(ONE).tryAcquire(40)).isTrue();
		account.close();
		assertThat(this.clientMemory.heldBytes()).isEqualTo(40);
	}

}
