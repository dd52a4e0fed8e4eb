package dev.marquee.selection;

import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * One member of a JSON object: the key that the client asked for, and the SQL of its
 * value.
 */
public record Column(String key, Field<?> value) {

	Field<?> named() {
		return this.value.as(DSL.quotedName(this.key));
	}

}
