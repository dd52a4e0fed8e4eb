package dev.marquee;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The arguments of a command such as {@code import}, separated from the settings among
 * them, such as {@code --marquee.data-dir=/data}.
 */
record CommandLine(List<String> arguments, List<String> settings) {

	/** A property has a dot in its name, unlike the options of the commands. */
	private static final Predicate<String> SETTING = Pattern.compile("--[a-z][a-z0-9-]*(?:\\.[A-Za-z0-9_\\[\\]-]+)+=.*")
		.asMatchPredicate();

	static CommandLine of(List<String> arguments) {
		return new CommandLine(arguments.stream().filter(SETTING.negate()).toList(),
				arguments.stream().filter(SETTING).toList());
	}

	/** The settings, followed by others, which take precedence. */
	String[] settingsWith(String... others) {
		return Stream.concat(this.settings.stream(), Stream.of(others)).toArray(String[]::new);
	}

}
