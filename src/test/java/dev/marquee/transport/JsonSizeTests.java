package dev.marquee.transport;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

import com.sun.management.ThreadMXBean;
import dev.marquee.GraphQlTestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The estimate of the heap that parsed JSON takes.
 */
class JsonSizeTests {

	private static final int TIMES = 20_000;

	/**
	 * What a thread allocates is more than what it keeps, by the arrays that lists and
	 * maps have outgrown: less than half of it.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "[],", "{},", "[[]],", "1,", "1.5,", "\"\",", "\"text\",", "[1,2],", "{\"a\":1},",
			"{\"a\":{\"b\":[]}}," })
	void estimateIsAnUpperBound(String element) {
		String json = "[" + element.repeat(TIMES) + "0]";
		long estimate = JsonSize.ofParsed(json);
		assertThat(JsonSize.ofParsed(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(estimate);
		// The first one also loads classes.
		assertThat(GraphQlTestClient.JSON.readValue(json, Object.class)).isNotNull();
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		Object parsed = GraphQlTestClient.JSON.readValue(json, Object.class);
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(parsed).isNotNull();
		assertThat(estimate).isGreaterThan(allocated / 2);
	}

}
