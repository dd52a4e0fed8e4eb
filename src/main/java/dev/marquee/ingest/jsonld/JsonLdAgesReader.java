package dev.marquee.ingest.jsonld;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.marquee.event.EventFacts.AgeRange;
import dev.marquee.ingest.problem.DocumentLocation;
import dev.marquee.ingest.problem.DocumentProblems;
import dev.marquee.ingest.problem.UntrustedText;
import org.jspecify.annotations.Nullable;

/**
 * Reads for which ages a schema.org event is.
 */
class JsonLdAgesReader {

	private static final Pattern AGES = Pattern.compile(
			"(?:ages?\\s+)?(?<min>\\d{1,3})(?:\\s*(?:[-\u2013]|to)\\s*(?<max>\\d{1,3})?|\\s*\\+|\\s+and\\s+(?:over|up|older))?"
					+ "(?:\\s*years?(?:\\s+old)?)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern MAX_AGE = Pattern.compile("(?:[-\u2013]|up to|under)\\s*(?<max>\\d{1,3})",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern ALL_AGES = Pattern.compile("all ages|everyone|any(?: age)?", Pattern.CASE_INSENSITIVE);

	private final DocumentLocation location;

	private final DocumentProblems problems;

	private final JsonLdValues values;

	JsonLdAgesReader(DocumentLocation location, DocumentProblems problems) {
		this.location = location;
		this.problems = problems;
		this.values = new JsonLdValues(location, problems);
	}

	@Nullable AgeRange read(JsonLdNode event) {
		String text = event.text("typicalAgeRange");
		if (text != null && !text.isBlank()) {
			return ages(text.strip());
		}
		for (JsonLdNode audience : event.nodes("audience")) {
			AgeRange range = ageRange(age(audience, "suggestedMinAge", "requiredMinAge"),
					age(audience, "suggestedMaxAge", "requiredMaxAge"));
			if (range != null) {
				return range;
			}
		}
		return null;
	}

	private @Nullable Integer age(JsonLdNode audience, String suggested, String required) {
		Integer age = this.values.wholeNumber(audience, suggested);
		return (age != null) ? age : this.values.wholeNumber(audience, required);
	}

	private @Nullable AgeRange ages(String text) {
		Matcher both = AGES.matcher(text);
		Matcher upper = MAX_AGE.matcher(text);
		AgeRange range = both.matches() ? ageRange(toInteger(both.group("min")), toInteger(both.group("max")))
				: upper.matches() ? ageRange(null, toInteger(upper.group("max"))) : null;
		if (range == null && !ALL_AGES.matcher(text).matches()) {
			this.problems.warn(this.location, "ages_unreadable",
					"The age range " + UntrustedText.quote(text) + " cannot be parsed and was dropped.");
		}
		return range;
	}

	private static @Nullable Integer toInteger(@Nullable String digits) {
		return (digits != null) ? Integer.valueOf(digits) : null;
	}

	/** Null if no bound is known, or they are not ages. */
	private static @Nullable AgeRange ageRange(@Nullable Integer min, @Nullable Integer max) {
		boolean isInvalid = Stream.of(min, max).anyMatch((age) -> age != null && age > AgeRange.MAX_AGE)
				|| (min != null && max != null && min > max);
		return (isInvalid || (min == null && max == null)) ? null : new AgeRange(min, max);
	}

}
