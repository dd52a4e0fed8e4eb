package dev.marquee.output;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.output.ListVersions.EventVersion;
import dev.marquee.query.execute.RowStream;
import dev.marquee.query.execute.RowStream.KeyedObject;
import dev.marquee.query.execute.RowStreaming;
import dev.marquee.transport.http.FixedQueries;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cache of rendered events: lists that share events are as if there were none, and
 * never show what has changed.
 */
@IntegrationTest
@Timeout(120)
class RenderedEventsTests {

	private static final int EVENTS = 30;

	private static final int LONG_LIST = 2_000;

	private static final int CACHED = 1_900;

	/** More than the operating system and the server buffer for a connection. */
	private static final int DESCRIPTION_LENGTH = 10_000;

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	OutputCache bodies;

	@Autowired
	RenderedEvents cache;

	@Autowired
	List<OutputForm> forms;

	@Autowired
	FixedQueries queries;

	@Autowired
	MeterRegistry meters;

	OutputClient client;

	@BeforeEach
	void clearCaches() {
		this.client = new OutputClient(this.graphQlTestClient);
		this.bodies.clear();
		this.cache.clear();
	}

	@AfterEach
	void clear() {
		TestDatabase.clear();
	}

	@ParameterizedTest
	@CsvSource({ "ics, 1", "ics, 2", "ics, 3", "jsonld, 1", "jsonld, 2", "ndjson, 1", "ndjson, 2" })
	void listOfRenderedEventsIsAsIfItWereTheFirst(String form, int seed) {
		RandomListings.populate(seed, EVENTS);
		String path = "/events." + form + "?first=100&orderBy=NAME";
		String expected = ofAnotherAddress(path);
		this.cache.clear();
		this.client.body("/events." + form + "?first=3");
		this.client.body("/events." + form + "?first=100");
		double hits = count("hit");
		double misses = count("miss");
		assertThat(this.client.body(path)).isEqualTo(expected);
		assertThat(count("hit") - hits).isPositive();
		assertThat(count("miss") - misses).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ics", "jsonld", "ndjson" })
	void someMissingEventsAreReadByTheirKeys(String form) {
		RandomListings.populate(4, EVENTS);
		String path = "/events." + form + "?first=100";
		String expected = ofAnotherAddress(path);
		this.cache.clear();
		this.client.body("/events." + form + "?first=20");
		double misses = count("miss");
		assertThat(this.client.body(path)).isEqualTo(expected);
		assertThat(count("miss") - misses).isBetween(1.0, 10.0);
	}

	/**
	 * The same list from another address, since a body that was sent may be cached after
	 * the client has read it.
	 */
	private String ofAnotherAddress(String path) {
		return this.client.body(path.replace("first=100", "first=99")).replace("first=99", "first=100");
	}

	@Test
	void objectReadByItsKeyIsThatOfTheList() {
		RandomListings.populate(5, EVENTS);
		for (OutputForm form : this.forms) {
			try (RowStreaming streaming = new RowStreaming(100)) {
				this.queries.execute(form.listDocument(), Map.of("first", 100), Map.of(RowStreaming.class, streaming),
						new MockHttpServletRequest("GET", "/events." + form.extension()));
				RowStream rows = Objects.requireNonNull(streaming.rows());
				String versions = GraphQlTestClient.JSON.readTree(rows.summary()).get("versions").asString();
				List<EventVersion> events = ListVersions.ofHex(versions).events();
				assertThat(events).as(form.extension()).hasSizeGreaterThan(10);
				Map<UUID, KeyedObject> read = rows.read(events.stream().map(EventVersion::key).toList())
					.stream()
					.collect(Collectors.toMap(KeyedObject::key, Function.identity()));
				for (EventVersion event : events) {
					KeyedObject object = Objects.requireNonNull(read.get(event.key()));
					assertThat(object.versionStamp()).as(form.extension()).isEqualTo(event.stamp());
					assertThat(new String(object.json(), StandardCharsets.UTF_8))
						.isEqualTo(new String(Objects.requireNonNull(rows.next()), StandardCharsets.UTF_8));
				}
				assertThat(rows.next()).isNull();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "update event set name = name || ' Altered'", "update venue set name = name || ' Altered'",
			"update organizer set name = name || ' Altered'", "update category set name = name || ' Altered'",
			"update image set url = url || '?Altered'" })
	void changedEventIsRenderedAgain(String change) {
		RandomListings.populate(23, EVENTS);
		assertThat(this.client.body("/events.ics?first=100")).doesNotContain("Altered");
		TestDatabase.dsl().execute(change);
		assertThat(this.client.body("/events.ics?first=99").replace("\r\n ", "")).contains("Altered");
	}

	@Test
	void draftsInTheCacheAreNotSentToOthers() {
		RandomListings.populate(23, EVENTS);
		TestDatabase.dsl().execute("update event set published_at = null");
		String token = "Bearer " + IntegrationTest.EDITOR_TOKEN;
		assertThat(this.client.get("/events.ics?first=100", "Authorization", token).body()).contains("BEGIN:VEVENT");
		assertThat(this.client.body("/events.ics?first=99")).doesNotContain("BEGIN:VEVENT");
	}

	/**
	 * All events of a list are as they were when it began, also those that are read late.
	 */
	@Test
	void eventThatChangesWhileTheListIsSentIsSentAsItWas() throws IOException {
		populateLongList();
		this.client.body("/events.ics?first=" + CACHED);
		try (Socket socket = request("/events.ics?first=" + LONG_LIST)) {
			InputStream body = socket.getInputStream();
			String begin = new String(body.readNBytes(100_000), StandardCharsets.UTF_8);
			TestDatabase.dsl()
				.execute("update event set name = 'Altered' where id = (select max(id::text)::uuid from event)");
			TestDatabase.dsl()
				.execute("delete from event where id = (select id from event order by id desc offset 1 limit 1)");
			String text = begin + new String(body.readAllBytes(), StandardCharsets.UTF_8);
			assertThat(text).doesNotContain("Altered");
			assertThat(text.split("BEGIN:VEVENT")).hasSize(LONG_LIST + 1);
			assertThat(text).endsWith("\r\n0\r\n\r\n");
		}
		assertThat(this.client.body("/events.ics?first=" + LONG_LIST)).contains("SUMMARY:Altered");
	}

	private static void populateLongList() {
		TestDatabase.clear();
		TestDatabase.dsl()
			.execute(
					"""
							insert into event (id, name, description, starts_at, start_local, start_zone, start_precision, start_zone_source)
							select gen_random_uuid(), 'Owls ' || number, repeat('x', ?), '2026-01-01 20:00Z', '2026-01-01 20:00', 'UTC',
								'MINUTE', 'STATED'
							from generate_series(1, ?) as number""",
					DESCRIPTION_LENGTH, LONG_LIST);
	}

	/** A request of a client that reads when it is told to. */
	private Socket request(String path) throws IOException {
		URI uri = this.graphQlTestClient.uri(path);
		Socket socket = new Socket();
		// With a small window, the server notices at once what was read.
		socket.setReceiveBufferSize(1 << 16);
		socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
		socket.getOutputStream()
			.write(("GET " + path + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n\r\n")
				.getBytes(StandardCharsets.US_ASCII));
		return socket;
	}

	@Test
	void cacheHasAnEventForItsVersionOnly() {
		RenderedEvents small = new RenderedEvents(100_000);
		UUID key = UUID.randomUUID();
		RenderedEvent event = new RenderedEvent(new byte[] { 'x' });
		small.put("ics", 1, new EventVersion(key, new byte[] { 1 }), event);
		assertThat(small.find("ics", 1, new EventVersion(key, new byte[] { 1 }))).isSameAs(event);
		assertThat(small.find("ics", 1, new EventVersion(key, new byte[] { 2 }))).isNull();
		assertThat(small.find("ics", 2, new EventVersion(key, new byte[] { 1 }))).isNull();
		assertThat(small.find("atom", 1, new EventVersion(key, new byte[] { 1 }))).isNull();
		assertThat(new RenderedEvents(0).isEnabled()).isFalse();
	}

	private double count(String result) {
		return this.meters.get("cache.gets")
			.tags("cache", "rendered-events", "result", result)
			.functionCounter()
			.count();
	}

}
