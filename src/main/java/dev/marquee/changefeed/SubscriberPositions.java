package dev.marquee.changefeed;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import dev.marquee.changefeed.ChangeLog.EndAndPosition;
import dev.marquee.graphql.BadUserInputException;
import dev.marquee.graphql.NamedSubscriber;
import dev.marquee.text.Hashes;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.dao.DataAccessException;
import org.springframework.graphql.GraphQlRequest;

/**
 * The positions of the subscribers of this instance that have a name, and of those whose
 * position {@link SubscriberPositionWriter} has not written yet.
 */
class SubscriberPositions {

	private static final int MAX_NAME_LENGTH = 200;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private final ChangeLog log;

	private final boolean enabled;

	private final int maxPositions;

	private final Clock clock;

	private final Map<UUID, SubscriberPosition> positions = new ConcurrentHashMap<>();

	/**
	 * Creates an empty registry.
	 * @param retention how long interrupted subscribers are remembered; zero for not at
	 * all
	 * @param maxPositions above so many, positions of interrupted subscribers are dropped
	 */
	SubscriberPositions(ChangeLog log, Duration retention, int maxPositions, Clock clock) {
		this.log = log;
		this.enabled = retention.isPositive();
		this.maxPositions = maxPositions;
		this.clock = clock;
	}

	boolean isEnabled() {
		return this.enabled;
	}

	/**
	 * Starts a subscription where the same subscriber was interrupted, or else after a
	 * cursor. A connection of which the server does not know yet that it is dead may hold
	 * the earlier subscription; that one is not remembered any more.
	 * @param after the cursor; null for the current end of the log
	 * @throws DataAccessException with {@code MQ410} if the changes are no longer
	 * retained
	 */
	Resumption resume(NamedSubscriber subscriber, @Nullable ChangeCursor after) {
		UUID key = key(subscriber);
		SubscriberPosition previous = this.positions.get(key);
		EndAndPosition known = (previous != null) ? known(previous)
				: this.log.currentCursorAndPosition(key, this.clock.instant());
		ChangeCursor resumed = known.position();
		ChangeCursor start = (resumed != null) ? resumed : (after != null) ? after : known.end();
		SubscriberPosition position = new SubscriberPosition(this, key, subscriber.owner(), start);
		if (previous != null) {
			position.inheritRow(previous.isStored(), previous.isRowObsolete());
		}
		else {
			position.inheritRow(resumed != null, false);
		}
		this.positions.put(key, position);
		if (resumed != null || after != null) {
			requireRetained(position, start);
		}
		subscriber.onStart().accept(position);
		return new Resumption(position, known.end(), start);
	}

	private EndAndPosition known(SubscriberPosition previous) {
		return new EndAndPosition(this.log.currentCursor(), previous.isForgotten() ? null : previous.acknowledged());
	}

	/** A subscriber whose position has expired may start again under the same name. */
	private void requireRetained(SubscriberPosition position, ChangeCursor start) {
		try {
			this.log.requireRetained(start);
		}
		catch (DataAccessException ex) {
			if (ChangeErrorResolver.isCursorExpired(ex)) {
				position.forget();
			}
			else {
				position.suspend();
			}
			throw ex;
		}
	}

	/**
	 * Identifies a subscriber. Another document or other variables, such as a later
	 * {@code after}, make another subscriber.
	 */
	private static UUID key(NamedSubscriber subscriber) {
		String name = subscriber.name();
		if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
			throw new BadUserInputException("subscriber", "`extensions.subscriber` must be a string of 1 to "
					+ MAX_NAME_LENGTH + " characters that names this subscriber.");
		}
		GraphQlRequest request = subscriber.request();
		String operation = Objects.requireNonNullElse(request.getOperationName(), "");
		byte[] hash = Hashes.sha256(JSON.writeValueAsBytes(
				List.of(name, subscriber.identity(), request.getDocument(), operation, request.getVariables())));
		ByteBuffer bytes = ByteBuffer.wrap(hash);
		return new UUID(bytes.getLong(), bytes.getLong());
	}

	Collection<SubscriberPosition> all() {
		return this.positions.values();
	}

	void remove(SubscriberPosition position) {
		this.positions.remove(position.key(), position);
	}

	/** While the database is down, positions are not written. */
	void suspended(SubscriberPosition position) {
		if (this.positions.size() > this.maxPositions) {
			remove(position);
		}
	}

	void forgotten(SubscriberPosition position, boolean hasRow) {
		if (!hasRow) {
			remove(position);
		}
	}

	/**
	 * How a subscription starts.
	 *
	 * @param now the current end of the log
	 * @param start the subscription begins after this cursor
	 */
	record Resumption(SubscriberPosition position, ChangeCursor now, ChangeCursor start) {
	}

}
