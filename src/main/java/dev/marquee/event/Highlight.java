package dev.marquee.event;

import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * The columns of {@link SearchTerms#highlights}.
 */
record Highlight(Field<String> field, Field<String[]> fragments) {

	Highlight() {
		this(DSL.field("field", SQLDataType.CLOB), DSL.field("fragments", SQLDataType.CLOB.array()));
	}

}
