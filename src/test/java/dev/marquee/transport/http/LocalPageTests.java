package dev.marquee.transport.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import dev.marquee.Chromium;
import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page on another port of the same computer, such as that of a development server, in a
 * real browser.
 */
@IntegrationTest
class LocalPageTests {

	private static Chromium chromium;

	private static HttpServer pages;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@BeforeAll
	static void open() throws IOException {
		chromium = Chromium.open();
		byte[] page = "<!doctype html><link rel=icon href=data:,><title>App</title>".getBytes(StandardCharsets.UTF_8);
		pages = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
		pages.createContext("/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html");
			exchange.sendResponseHeaders(200, page.length);
			exchange.getResponseBody().write(page);
			exchange.close();
		});
		pages.start();
	}

	@AfterAll
	static void close() {
		if (pages != null) {
			pages.stop(0);
		}
		if (chromium != null) {
			chromium.close();
		}
	}

	private void visit(Consumer<Page> actions) {
		chromium.visit((page) -> {
			page.navigate("http://localhost:" + pages.getAddress().getPort() + "/");
			actions.accept(page);
		});
	}

	private Object evaluate(Page page, String script) {
		return page.evaluate(script, this.graphQlTestClient.uri("/graphql").toString());
	}

	@Test
	void requestMayHaveTheHeadersOfUsualClients() {
		visit((page) -> assertThat(evaluate(page, """
				async (url) => {
				  const response = await fetch(url, {
				    method: 'POST',
				    headers: {
				      'Content-Type': 'application/json',
				      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
				      baggage: 'a=b',
				      'sentry-trace': '0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1',
				      'apollographql-client-name': 'app',
				      'apollographql-client-version': '1',
				      'x-requested-with': 'XMLHttpRequest',
				      'if-none-match': '"x"',
				    },
				    body: JSON.stringify({ query: '{ __typename }' }),
				  });
				  return [(await response.json()).data.__typename, response.headers.get('x-request-id').length];
				}""")).isEqualTo(List.of("Query", 32)));
	}

	@Test
	void schemaIsReadable() {
		visit((page) -> assertThat(evaluate(page, """
				async (url) => {
				  const response = await fetch(url.replace('/graphql', '/schema.graphql'));
				  return (await response.text()).includes('type Event ');
				}""")).isEqualTo(true));
	}

	@Test
	void webSocketIsOpened() {
		visit((page) -> assertThat(evaluate(page, """
				(url) => new Promise((resolve, reject) => {
				  const socket = new WebSocket(url.replace('http', 'ws'), 'graphql-transport-ws');
				  socket.onopen = () => socket.send('{"type":"connection_init"}');
				  socket.onmessage = ({ data }) => resolve(JSON.parse(data).type);
				  socket.onclose = ({ code }) => reject(new Error(code));
				})""")).isEqualTo("connection_ack"));
	}

	@Test
	void eventStreamIsOpened() {
		visit((page) -> assertThat(evaluate(page, """
				(url) => new Promise((resolve, reject) => {
				  const query = encodeURIComponent('subscription { eventChanges { cursor } }');
				  const events = new EventSource(`${url}?query=${query}`);
				  events.onopen = () => { events.close(); resolve('open'); };
				  events.onerror = () => { events.close(); reject(new Error('refused')); };
				})""")).isEqualTo("open"));
	}

}
