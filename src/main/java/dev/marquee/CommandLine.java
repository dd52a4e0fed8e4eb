package dev.marquee;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The arguments of a command such as {@code import}, apart from the settings among them,
 * such as {@code --marquee.data-dir=/data}.
 */
record CommandLine(List<String> arguments, List<String> settings) {

	/** The name of a property has a point, which the options of commands have not. */
	private static final Predicate<String> SETTING = Pattern.compile("--[a-z][a-z0-9-]*(?:\\.[A-Za-z0-9_\\[\\]-]+)+=.*")
		.asMatchPredicate();

	static CommandLine of(List<String> arguments) {
		return new CommandLine(arguments.stream().filter(SETTING.negate()).toList(),
				arguments.stream().filter(SETTING).toList());
	}

	/** The settings, and others that take precedence. */
	String[] settingsWith(String... others) {
		return Stream.concat(this.settings.stream(), Stream.of(others)).toArray(String[]::new);
	}

}
