package dev.marquee.transport.http;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client address and scheme of requests behind a proxy.
 */
class TrustedProxiesTests {

	private static final List<String> INTERNAL = List.of("127.0.0.0/8", "::1", "10.0.0.0/8");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			X-Forwarded-For          | 203.0.113.7                          | 203.0.113.7
			X-Forwarded-For          | 198.51.100.1, 203.0.113.7            | 203.0.113.7
			X-Forwarded-For          | 198.51.100.1, 203.0.113.7, 10.0.0.2  | 203.0.113.7
			X-Forwarded-For          | 10.0.0.3, 10.0.0.2                   | 10.0.0.3
			X-Forwarded-For          | 198.51.100.1, 203.0.113.7:4711       | 203.0.113.7
			X-Forwarded-For          | 203.0.113.7, [2001:db8::1]           | [2001:db8::1]
			Forwarded                | for=198.51.100.1                     | 127.0.0.1
			""")
	void lastUntrustedAddressIsTheClient(String header, String value, String address) throws Exception {
		assertThat(client(INTERNAL, header, value)).isEqualTo("http " + address);
	}

	@ParameterizedTest
	@CsvSource({ "X-Forwarded-For,203.0.113.7", "X-Forwarded-Proto,https", "X-Proxied-Https,on" })
	void headersFromUntrustedClientsAreIgnored(String header, String value) throws Exception {
		assertThat(client(List.of("10.0.0.0/8"), header, value)).isEqualTo("http 127.0.0.1");
	}

	@ParameterizedTest
	@CsvSource({ "https,https", "http,http" })
	void schemeIsTakenFromTrustedProxy(String value, String scheme) throws Exception {
		assertThat(client(INTERNAL, "X-Forwarded-Proto", value)).isEqualTo(scheme + " 127.0.0.1");
	}

	private static String client(List<String> trusted, String header, String value) throws Exception {
		HttpConfiguration http = new HttpConfiguration();
		http.addCustomizer(new TrustedProxies(trusted));
		http.addCustomizer(new ForwardedRequestCustomizer());
		Server server = new Server();
		ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
		connector.setHost("127.0.0.1");
		server.addConnector(connector);
		server.setHandler(new Echo());
		server.start();
		try {
			URI uri = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/");
			Exchange exchange = Exchange.send(HttpRequest.newBuilder(uri).header(header, value));
			return new String(exchange.bytes(), StandardCharsets.UTF_8);
		}
		finally {
			server.stop();
		}
	}

	/**
	 * Responds with the scheme and the address of the client.
	 */
	private static final class Echo extends Handler.Abstract {

		@Override
		public boolean handle(Request request, Response response, Callback callback) {
			Content.Sink.write(response, true, request.getHttpURI().getScheme() + " " + Request.getRemoteAddr(request),
					callback);
			return true;
		}

	}

}
