package dev.marquee.output;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.marquee.GraphQlTestClient;
import dev.marquee.IntegrationTest;
import dev.marquee.RandomListings;
import dev.marquee.database.TestDatabase;
import dev.marquee.output.OutputCache.BodyKey;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The cache of bodies: it answers as if there were none, and never what has changed.
 */
@IntegrationTest
class OutputCacheTests {

	private static final int EVENTS = 30;

	private static final BodyKey KEY = new BodyKey("/events.ics", false);

	@Autowired
	GraphQlTestClient graphQlTestClient;

	@Autowired
	OutputCache cache;

	@Autowired
	MeterRegistry meters;

	OutputClient client;

	@BeforeEach
	void populate() {
		this.client = new OutputClient(this.graphQlTestClient);
		RandomListings.populate(23, EVENTS);
		this.cache.clear();
	}

	@ParameterizedTest
	@ValueSource(strings = { "csv", "geojson", "jsonld", "ics", "atom", "ndjson" })
	void unchangedListIsSentFromTheCache(String form) {
		String path = "/events." + form + "?first=100";
		HttpResponse<String> first = this.client.get(path);
		double before = hits();
		HttpResponse<String> second = this.client.get(path);
		assertThat(hits() - before).isOne();
		assertThat(second.statusCode()).isEqualTo(200);
		assertThat(second.body()).isEqualTo(first.body());
		for (String header : new String[] { "ETag", "Last-Modified", "Content-Type", "Content-Disposition",
				"Cache-Control", "Vary" }) {
			assertThat(second.headers().allValues(header)).as(header).isEqualTo(first.headers().allValues(header));
		}
	}

	@Test
	void compressedAndPlainBodiesAreBothCached() {
		String path = "/events.ics?first=100";
		byte[] compressed = compressed(path);
		String plain = this.client.body(path);
		double before = hits();
		assertThat(compressed(path)).isEqualTo(compressed);
		assertThat(this.client.body(path)).isEqualTo(plain);
		assertThat(hits() - before).isEqualTo(2);
	}

	private byte[] compressed(String path) {
		HttpResponse<byte[]> response = this.client.send("GET", path, BodyHandlers.ofByteArray(), "Accept-Encoding",
				"gzip");
		assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
		return response.body();
	}

	@ParameterizedTest
	@ValueSource(strings = { "update event set name = name || ' Altered'", "update venue set name = name || ' Altered'",
			"update organizer set name = name || ' Altered'", "update category set name = name || ' Altered'" })
	void changedListIsNotSentFromTheCache(String change) {
		String path = "/events.ndjson?first=100";
		assertThat(this.client.body(path)).doesNotContain("Altered");
		assertThat(this.client.body(path)).doesNotContain("Altered");
		TestDatabase.dsl().execute(change);
		assertThat(this.client.body(path)).contains("Altered");
	}

	@Test
	void listsOfTheSameEventsHaveTheirOwnAddresses() {
		String body = this.client.body("/events.atom?first=98");
		assertThat(this.client.body("/events.atom?first=99")).isEqualTo(body.replace("first=98", "first=99"));
	}

	@Test
	void listThatGetsAnotherPageHasAnotherTagAndBody() {
		String path = "/events.atom?orderBy=NAME&first=3&filter="
				+ OutputClient.list("x", Map.of("statuses", List.of("SCHEDULED"))).split("=")[1];
		TestDatabase.dsl().execute("update event set status = 'CANCELLED'");
		TestDatabase.dsl()
			.execute("update event set status = 'SCHEDULED' where id in "
					+ "(select id from event where published_at is not null order by name limit 3)");
		HttpResponse<String> last = this.client.get(path);
		assertThat(last.headers().firstValue("Link")).isEmpty();
		TestDatabase.dsl()
			.execute("update event set status = 'SCHEDULED', name = 'zzz' where id = "
					+ "(select id from event where published_at is not null and status = 'CANCELLED' limit 1)");
		HttpResponse<String> notLast = this.client.get(path, "If-None-Match",
				last.headers().firstValue("ETag").orElseThrow());
		assertThat(notLast.statusCode()).isEqualTo(200);
		assertThat(notLast.headers().firstValue("Link")).isPresent();
		assertThat(notLast.body()).contains("rel=\"next\"");
	}

	@Test
	void draftsInTheCacheAreNotSentToOthers() {
		TestDatabase.dsl().execute("update event set published_at = null");
		String path = "/events.ndjson?first=100";
		String token = "Bearer " + IntegrationTest.EDITOR_TOKEN;
		assertThat(this.client.get(path, "Authorization", token).body()).isNotEmpty();
		assertThat(this.client.body(path)).isEmpty();
		assertThat(this.client.get(path, "Authorization", token).body()).isNotEmpty();
	}

	@Test
	void cacheHasABodyForItsTagOnly() {
		OutputCache small = new OutputCache(8_000);
		put(small, KEY, "\"1\"", 500);
		assertThat(small.find(KEY, "\"1\"")).hasSize(500);
		assertThat(small.find(KEY, "\"2\"")).isNull();
		put(small, KEY, "\"2\"", 600);
		assertThat(small.find(KEY, "\"1\"")).isNull();
		assertThat(small.find(KEY, "\"2\"")).hasSize(600);
		assertThat(small.find(new BodyKey(KEY.address(), true), "\"2\"")).isNull();
	}

	@Test
	void largeBodyIsNotCached() {
		OutputCache small = new OutputCache(8_000);
		put(small, KEY, "\"1\"", 1_001);
		assertThat(small.find(KEY, "\"1\"")).isNull();
		OutputCache none = new OutputCache(0);
		put(none, KEY, "\"1\"", 1);
		assertThat(none.find(KEY, "\"1\"")).isNull();
	}

	private static void put(OutputCache cache, BodyKey key, String tag, int length) {
		OutputCache.Recording recording = cache.record(key, tag);
		byte[] body = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
		recording.write(body, 0, length / 2);
		recording.write(body, length / 2, length - length / 2);
		recording.complete();
	}

	private double hits() {
		return this.meters.get("cache.gets").tags("cache", "outputs", "result", "hit").functionCounter().count();
	}

}
