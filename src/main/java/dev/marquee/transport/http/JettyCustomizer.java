package dev.marquee.transport.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.marquee.transport.ClientMemory;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.InetAddressSet;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.jetty.autoconfigure.JettyServerProperties;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Configures Jetty where Spring Boot has no property for it.
 */
@Component
@ConditionalOnWebApplication
class JettyCustomizer implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

	/**
	 * The endpoint compresses its responses itself: Jetty's handler answers 304 with the
	 * client's {@code If-None-Match} as the {@code ETag}, even if that is a list.
	 */
	private static final List<String> COMPRESSED_PATHS = List.of("", "/landing/*", "/graphiql/*", "/docs/*",
			"/schema.graphql");

	private static final List<String> COMPRESSED_TYPES = List.of("text/html", "text/css", "text/javascript",
			"application/javascript", "application/graphql", "image/svg+xml");

	/**
	 * New connections that wait to be accepted. Java's default is 50, and clients that
	 * connect at the same moment beyond that are reset or delayed by a second.
	 */
	private static final int ACCEPT_QUEUE_SIZE = 1024;

	private final JsonMapper json;

	private final Duration requestIdleTimeout;

	private final List<String> trustedProxies;

	private final TransferLimits transferLimits;

	private final ClientMemory clientMemory;

	private final int connectionsPerAddress;

	private final int maxThreads;

	JettyCustomizer(JsonMapper json, TransferLimits transferLimits, ClientMemory clientMemory,
			JettyServerProperties jetty,
			@Value("${marquee.max-http-connections-per-address}") int connectionsPerAddress,
			@Value("${marquee.request-idle-timeout}") Duration requestIdleTimeout,
			@Value("${marquee.trusted-proxies}") List<String> trustedProxies) {
		this.json = json;
		this.transferLimits = transferLimits;
		this.clientMemory = clientMemory;
		this.connectionsPerAddress = connectionsPerAddress;
		this.maxThreads = jetty.getThreads().getMax();
		this.requestIdleTimeout = requestIdleTimeout;
		this.trustedProxies = trustedProxies;
	}

	@Override
	public void customize(JettyServletWebServerFactory factory) {
		factory.addServerCustomizers((server) -> {
			server.setErrorHandler(new ContainerErrorReporter(this.json));
			Objects.requireNonNull(server.getDescendant(ServletContextHandler.class)).insertHandler(compression());
			limitTransfers(server, factory.isUseForwardHeaders());
			for (Connector connector : server.getConnectors()) {
				if (connector instanceof ServerConnector listener) {
					listener.setAcceptQueueSize(ACCEPT_QUEUE_SIZE);
				}
			}
			List<ConnectionFactory> protocols = Arrays.stream(server.getConnectors())
				.flatMap((connector) -> connector.getConnectionFactories().stream())
				.toList();
			protocols.forEach((protocol) -> configure(protocol, factory));
			if (Ssl.isEnabled(factory.getSsl()) && factory.getMaxConnections() > -1) {
				// Spring Boot limits a connector that it replaces by the one for TLS.
				server.addBean(new NetworkConnectionLimit(factory.getMaxConnections(), server.getConnectors()));
			}
		});
	}

	/**
	 * Inserts the handler in front of the context, where Jetty still sees what it sends.
	 */
	private void limitTransfers(Server server, boolean hasProxy) {
		InetAddressSet proxies = new InetAddressSet();
		proxies.addAll(this.trustedProxies);
		HttpConnections connections = new HttpConnections(this.connectionsPerAddress,
				this.transferLimits.requestTimeout(), (peer) -> hasProxy && proxies.test(peer.getAddress()));
		for (Connector connector : server.getConnectors()) {
			connector.addEventListener(connections);
		}
		Handler.Singleton parent = server;
		while (parent.getHandler() instanceof Handler.Singleton next && !(next instanceof ContextHandler)) {
			parent = next;
		}
		parent.insertHandler(new ExchangeHandler(this.transferLimits, this.clientMemory, connections,
				new SlowTransfers(this.connectionsPerAddress), server.getThreadPool(), this.maxThreads));
	}

	private void configure(ConnectionFactory protocol, JettyServletWebServerFactory factory) {
		if (protocol instanceof HttpConnectionFactory connection) {
			HttpConfiguration http = connection.getHttpConfiguration();
			http.setIdleTimeout(this.requestIdleTimeout.toMillis());
			// About a tenth less CPU than direct buffers, see src/docs/benchmarks.md.
			http.setUseInputDirectByteBuffers(false);
			http.setUseOutputDirectByteBuffers(false);
			if (factory.isUseForwardHeaders()) {
				http.addCustomizer(new TrustedProxies(this.trustedProxies));
			}
		}
		else if (protocol instanceof AbstractHTTP2ServerConnectionFactory http2) {
			// Browsers then open WebSockets over HTTP/1.1 instead of RFC 8441.
			http2.setConnectProtocolEnabled(false);
		}
	}

	private static CompressionHandler compression() {
		CompressionHandler handler = new CompressionHandler();
		GzipCompression gzip = new GzipCompression();
		handler.putCompression(gzip);
		CompressionConfig.Builder config = CompressionConfig.builder()
			.decompressExcludeEncoding(gzip.getEncodingName());
		COMPRESSED_TYPES.forEach(config::compressIncludeMimeType);
		CompressionConfig pages = config.compressIncludeMethod("GET").build();
		COMPRESSED_PATHS.forEach((path) -> handler.putConfiguration(path, pages));
		return handler;
	}

}
