package dev.marquee;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CommandLineTests {

	@Test
	void settingsAreNoPaths() {
		CommandLine line = CommandLine
			.of(List.of("listings", "--marquee.data-dir=/tmp/data", "-", "--spring.datasource.url=jdbc:x"));
		assertThat(line.arguments()).containsExactly("listings", "-");
		assertThat(line.settings()).containsExactly("--marquee.data-dir=/tmp/data", "--spring.datasource.url=jdbc:x");
		assertThat(line.settingsWith("--marquee.migrate=false")).hasSize(3).endsWith("--marquee.migrate=false");
	}

	@Test
	void optionsOfCommandsAreArguments() {
		List<String> arguments = List.of("create", "--name", "site", "--scope", "events:write", "--expires",
				"2027-01-01", "--name=a");
		assertThat(CommandLine.of(arguments).arguments()).isEqualTo(arguments);
		assertThat(CommandLine.of(arguments).settings()).isEmpty();
	}

}
