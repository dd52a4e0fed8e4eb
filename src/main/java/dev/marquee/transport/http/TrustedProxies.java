package dev.marquee.transport.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.HostPort;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Removes forwarded headers unless a trusted proxy has sent them. Jetty accepts all of
 * them and uses the first address in {@code X-Forwarded-For}, which the client can forge
 * if its proxy appends to the header.
 */
final class TrustedProxies implements HttpConfiguration.Customizer {

	private static final String PREFIX = "x-forwarded-";

	private final InetAddressSet trusted = new InetAddressSet();

	TrustedProxies(List<String> addresses) {
		this.trusted.addAll(addresses);
	}

	@Override
	public Request customize(Request request, HttpFields.Mutable responseHeaders) {
		HttpFields headers = request.getHeaders();
		if (headers.stream().noneMatch(TrustedProxies::isForwarded)) {
			return request;
		}
		HttpFields.Mutable kept = HttpFields.build();
		headers.stream().filter((field) -> !isForwarded(field)).forEach(kept::add);
		if (request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
				&& this.trusted.test(peer.getAddress())) {
			headers.stream().filter(TrustedProxies::isOfProxy).forEach(kept::add);
			List<String> addresses = headers.getCSV(HttpHeader.X_FORWARDED_FOR, false);
			if (!addresses.isEmpty()) {
				kept.put(HttpHeader.X_FORWARDED_FOR, client(addresses));
			}
		}
		return new Request.Wrapper(request) {

			@Override
			public HttpFields getHeaders() {
				return kept;
			}

		};
	}

	/** Whether Jetty would read the field. */
	private static boolean isForwarded(HttpField field) {
		String name = field.getLowerCaseName();
		return isOfProxy(field) || field.getHeader() == HttpHeader.FORWARDED || name.equals("x-proxied-https")
				|| name.startsWith("proxy-");
	}

	private static boolean isOfProxy(HttpField field) {
		return field.getLowerCaseName().startsWith(PREFIX);
	}

	/** The last address that is not a trusted proxy. */
	private String client(List<String> addresses) {
		return addresses.reversed()
			.stream()
			.filter((address) -> !isTrusted(address))
			.findFirst()
			.orElse(addresses.getFirst());
	}

	private boolean isTrusted(String address) {
		try {
			return this.trusted.test(InetAddress.ofLiteral(new HostPort(address).getHost()));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
