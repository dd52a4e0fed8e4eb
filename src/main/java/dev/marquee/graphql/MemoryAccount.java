package dev.marquee.graphql;

import java.util.Map;

import org.springframework.graphql.server.WebGraphQlRequest;

/**
 * The memory that a client makes the server hold, against its limit. The GraphQL context
 * of a request whose transport counts memory holds the account under this class.
 */
public interface MemoryAccount {

	/** For clients whose memory is not counted. */
	MemoryAccount UNLIMITED = new MemoryAccount() {

		@Override
		public boolean tryAcquire(long bytes) {
			return true;
		}

		@Override
		public boolean tryAcquireDroppable(long bytes) {
			return true;
		}

		@Override
		public void release(long bytes) {
			// Nothing is counted.
		}

	};

	/**
	 * Counts more bytes of heap.
	 * @return false, and nothing is counted, if that exceeds a limit
	 */
	boolean tryAcquire(long bytes);

	/**
	 * Counts more bytes of heap that can be dropped and read again. The account may then
	 * hold half of each limit, so that there is room for what cannot be dropped.
	 * @return false, and nothing is counted, if that exceeds half of a limit
	 */
	boolean tryAcquireDroppable(long bytes);

	/** Counts bytes that were acquired before no longer. */
	void release(long bytes);

	default void addTo(WebGraphQlRequest request) {
		request.configureExecutionInput(
				(input, builder) -> builder.graphQLContext(Map.of(MemoryAccount.class, this)).build());
	}

}
