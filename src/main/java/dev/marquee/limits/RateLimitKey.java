package dev.marquee.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

import dev.marquee.security.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * The key of a rate limit bucket: the API key or token subject of an authenticated
 * caller, else the client address. IPv6 addresses share a bucket per /64 prefix, since a
 * subscriber is usually assigned a whole prefix.
 */
record RateLimitKey(String value) {

	static final RateLimitKey UNKNOWN = new RateLimitKey("unknown");

	private static final int NETWORK_BYTES = 8;

	static RateLimitKey of(Viewer viewer) {
		return new RateLimitKey(viewer.principalId());
	}

	static RateLimitKey of(@Nullable InetSocketAddress client) {
		InetAddress address = (client != null) ? client.getAddress() : null;
		return switch (address) {
			case null -> UNKNOWN;
			case Inet6Address six ->
				new RateLimitKey("network " + HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES));
			default -> new RateLimitKey("address " + address.getHostAddress());
		};
	}

}
