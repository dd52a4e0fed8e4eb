package dev.marquee.transport.http;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.graphql.autoconfigure.GraphQlCorsProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith(OutputCaptureExtension.class)
class AllowedOriginsTests {

	@ParameterizedTest
	@CsvSource({ "auto, true, true", "auto, false, false", "true, false, true", "false, true, false" })
	void localOriginsDependOnSettingAndDatabase(String setting, boolean embedded, boolean allowed) {
		AllowedOrigins origins = AllowedOrigins.of(new GraphQlCorsProperties(), setting, embedded);
		assertThat(origins.any()).isEqualTo(allowed);
		assertThat(origins.cors().checkOrigin("http://localhost:5173") != null).isEqualTo(allowed);
		assertThat(origins.cors().checkOrigin("https://pages.example")).isNull();
	}

	@Test
	void configuredOriginsAreAllowedBesideLocalOnes() {
		GraphQlCorsProperties properties = new GraphQlCorsProperties();
		properties.setAllowedOrigins(List.of("https://pages.example"));
		AllowedOrigins origins = AllowedOrigins.of(properties, "auto", true);
		assertThat(origins.cors().checkOrigin("https://pages.example")).isEqualTo("https://pages.example");
		assertThat(origins.cors().checkOrigin("http://127.0.0.1:3000")).isEqualTo("http://127.0.0.1:3000");
		AllowedOrigins configured = AllowedOrigins.of(properties, "false", true);
		assertThat(configured.any()).isTrue();
		assertThat(configured.cors().checkOrigin("http://127.0.0.1:3000")).isNull();
	}

	@Test
	void unknownSettingIsRejected() {
		GraphQlCorsProperties properties = new GraphQlCorsProperties();
		assertThatThrownBy(() -> AllowedOrigins.of(properties, "yes", true))
			.hasMessage("marquee.allow-local-origins must be auto, true or false, but is yes.");
	}

	@Test
	void strangersCannotFillTheLog(CapturedOutput output) {
		RefusedOrigins refused = new RefusedOrigins();
		for (int number = 0; number < 1_000; number++) {
			assertThat(refused.refuse("https://stranger" + number + ".example")).contains("stranger" + number);
		}
		assertThat(output.getOut().lines().filter((line) -> line.contains("refused"))).hasSize(101);
	}

}
