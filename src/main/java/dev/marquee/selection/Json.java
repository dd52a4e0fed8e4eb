package dev.marquee.selection;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The finished JSON of a field, as PostgreSQL made it. It goes into the response as it
 * is.
 */
public record Json(@JsonValue @JsonRawValue String text) {

	@Override
	public String toString() {
		return this.text;
	}

}
