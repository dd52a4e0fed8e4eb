package dev.marquee.transport.http;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The open connections that speak HTTP, among them event streams but no WebSockets. It
 * limits how many an address has, and how long the headers of a request take to arrive.
 */
final class HttpConnections implements Connection.Listener {

	/**
	 * The number of connections above the limit that get a response instead of being
	 * closed at once.
	 */
	private static final int MAX_REFUSED = 20;

	private static final long REFUSAL_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final int perAddress;

	private final Duration requestTimeout;

	private final Predicate<InetSocketAddress> isProxy;

	private final Map<Connection, HttpConnection> open = new ConcurrentHashMap<>();

	private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

	private final Map<Connection, Long> refused = new ConcurrentHashMap<>();

	/**
	 * Creates an empty set.
	 * @param isProxy whether an address belongs to a proxy, which may have any number of
	 * connections
	 */
	HttpConnections(int perAddress, Duration requestTimeout, Predicate<InetSocketAddress> isProxy) {
		this.perAddress = perAddress;
		this.requestTimeout = requestTimeout;
		this.isProxy = isProxy;
	}

	@Override
	public void onOpened(Connection connection) {
		if (!(connection instanceof ConnectionMetaData metaData)) {
			return;
		}
		SocketAddress peer = metaData.getRemoteSocketAddress();
		if (!(peer instanceof InetSocketAddress address) || this.isProxy.test(address)) {
			this.open.put(connection, new HttpConnection(null));
			return;
		}
		String name = address.getAddress().getHostAddress();
		this.open.put(connection, new HttpConnection(name));
		int excess = this.addresses.merge(name, 1, Integer::sum) - this.perAddress;
		if (excess > MAX_REFUSED) {
			connection.getEndPoint().close();
		}
		else if (excess > 0) {
			this.refused.put(connection, System.nanoTime());
		}
	}

	@Override
	public void onClosed(Connection connection) {
		HttpConnection closed = this.open.remove(connection);
		this.refused.remove(connection);
		if (closed != null && closed.address != null) {
			this.addresses.computeIfPresent(closed.address, (same, count) -> (count > 1) ? count - 1 : null);
		}
	}

	/** Whether the connection exceeds the limit of its address. */
	boolean isRefused(Connection connection) {
		return !this.refused.isEmpty() && this.refused.containsKey(connection);
	}

	/**
	 * A request has arrived completely. What the client sends next belongs to another.
	 */
	void requestArrived(Connection connection) {
		HttpConnection known = this.open.get(connection);
		if (known != null) {
			known.hasArrived = true;
		}
	}

	/** Closes connections that send a request too slowly, or that were refused. */
	void check(long now) {
		this.refused.forEach((connection, since) -> {
			if (now - since > REFUSAL_NANOS) {
				connection.getEndPoint().close();
			}
		});
		this.open.forEach((connection, known) -> {
			// Bytes of HTTP/2 may belong to any stream, or to none.
			boolean isHttp1 = connection instanceof ConnectionMetaData metaData
					&& metaData.getHttpVersion() != HttpVersion.HTTP_2;
			if (isHttp1 && known.isTooSlow(connection, now, this.requestTimeout.toNanos())) {
				connection.getEndPoint().close(new SlowClientException("The headers have not arrived in time"));
			}
		});
	}

	/**
	 * What the last check has seen of a connection.
	 */
	private static final class HttpConnection {

		private final @Nullable String address;

		private volatile boolean hasArrived;

		private long requests;

		private long bytes;

		/** Since when a part of a request is there; 0 if none is. */
		private long since;

		HttpConnection(@Nullable String address) {
			this.address = address;
		}

		boolean isTooSlow(Connection connection, long now, long timeout) {
			long knownBytes = this.bytes;
			this.bytes = connection.getBytesIn();
			if (connection.getMessagesIn() != this.requests || this.hasArrived) {
				this.requests = connection.getMessagesIn();
				this.hasArrived = false;
				this.since = 0;
			}
			else if (this.bytes > knownBytes && this.since == 0) {
				this.since = now;
			}
			return this.since != 0 && now - this.since > timeout;
		}

	}

}
