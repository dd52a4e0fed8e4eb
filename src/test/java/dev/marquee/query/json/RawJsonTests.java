package dev.marquee.query.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class RawJsonTests {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	@ParameterizedTest
	@ValueSource(ints = { 1, 100, 7_990, 8_000, 8_010, 100_000 })
	void rawJsonIsWrittenUnchanged(int length) {
		String json = "{\"text\" : \"" + "ż🎭\\u0001".repeat(length) + "\"}";
		Map<String, Object> response = new LinkedHashMap<>();
		response.put("before", 1);
		response.put("field", new RawJson(json.getBytes(StandardCharsets.UTF_8)));
		response.put("after", 2);
		String expected = "{\"before\":1,\"field\":" + json + ",\"after\":2}";

		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		JSON.writeValue(bytes, response);
		assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
		assertThat(JSON.writeValueAsString(response)).isEqualTo(expected);
	}

}
