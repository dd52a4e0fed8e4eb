package dev.marquee.selection;

import java.util.ArrayList;
import java.util.List;

import dev.marquee.selection.TypeMapping.Root;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/**
 * Compiles the selection of a root field into one statement that returns one value: the
 * JSON of that field.
 */
final class SelectionCompiler {

	private static final Settings SETTINGS = new Settings().withRenderSchema(false);

	private final Mappings mappings;

	SelectionCompiler(Mappings mappings) {
		this.mappings = mappings;
	}

	Statement compile(SelectedField root) {
		Field<?> json = this.mappings.field("Query", root.name())
			.compile(Root.NOTHING, root, new Compilation(this.mappings));
		List<Slot<?>> slots = new ArrayList<>();
		Configuration configuration = new DefaultConfiguration().set(SQLDialect.POSTGRES).set(SETTINGS);
		configuration.data(Slot.RENDERED, slots);
		return new Statement(DSL.using(configuration).renderInlined(DSL.select(json)), List.copyOf(slots));
	}

}
