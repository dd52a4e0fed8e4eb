package dev.marquee.ingest.calendar;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.github.mangstadt.vinnie.VObjectParameters;
import com.github.mangstadt.vinnie.VObjectProperty;
import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import dev.marquee.ingest.problem.DocumentLocation;
import org.jspecify.annotations.Nullable;

/**
 * A property of a component (RFC 5545, section 3.1), unfolded.
 *
 * @param name in upper case
 * @param value still escaped
 * @param line the line where it begins, counted from 1
 */
record ContentLine(String name, VObjectParameters parameters, String value, int line) {

	/** A colon in a {@code TZID} without quotation marks. */
	private static final Pattern VALUE_WITH_ZONE = Pattern.compile("(.*?)\"?:(\\d{8}[^:]*)");

	/**
	 * A property as read. Outlook writes
	 * {@code DTSTART;TZID=(UTC+01:00) Rome:20260101T100000} without the quotation marks
	 * that the first colon needs.
	 */
	static ContentLine of(VObjectProperty property, int line) {
		VObjectParameters parameters = property.getParameters();
		String name = property.getName().toUpperCase(Locale.ROOT);
		String zone = parameters.first("TZID");
		Matcher value = VALUE_WITH_ZONE.matcher(property.getValue());
		if (zone == null || !value.matches()) {
			return new ContentLine(name, parameters, property.getValue(), line);
		}
		VObjectParameters repaired = new VObjectParameters(parameters);
		repaired.replace("TZID", zone + ':' + value.group(1));
		return new ContentLine(name, repaired, value.group(2), line);
	}

	@Nullable String parameter(String parameter) {
		return this.parameters.first(parameter);
	}

	boolean hasParameter(String parameter, String expected) {
		return expected.equalsIgnoreCase(parameter(parameter));
	}

	/** The value without its escapes. */
	String text() {
		return VObjectPropertyValues.unescape(this.value);
	}

	/** The values of a list that commas separate, without their escapes. */
	List<String> list() {
		return VObjectPropertyValues.parseList(this.value);
	}

	String upperCaseValue() {
		return this.value.strip().toUpperCase(Locale.ROOT);
	}

	DocumentLocation location() {
		return new DocumentLocation(this.name, this.line);
	}

}
