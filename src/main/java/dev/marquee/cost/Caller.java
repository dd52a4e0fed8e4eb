package dev.marquee.cost;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

import dev.marquee.access.Viewer;
import org.jspecify.annotations.Nullable;

/**
 * Whose account is charged: a key's, or else an address's. Who has an address of IPv6 has
 * all that begin with the same 64 bits.
 */
record Caller(String name) {

	static final Caller UNKNOWN = new Caller("unknown");

	private static final int NETWORK_BYTES = 8;

	static Caller of(Viewer viewer) {
		return new Caller(viewer.kind() + " " + ((viewer.keyId() != null) ? viewer.keyId() : viewer.subject()));
	}

	static Caller of(@Nullable InetSocketAddress client) {
		InetAddress address = (client != null) ? client.getAddress() : null;
		return switch (address) {
			case null -> UNKNOWN;
			case Inet6Address six ->
				new Caller("network " + HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES));
			default -> new Caller("address " + address.getHostAddress());
		};
	}

}
