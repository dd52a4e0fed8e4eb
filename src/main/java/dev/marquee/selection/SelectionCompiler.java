package dev.marquee.selection;

import dev.marquee.selection.Audience.Reach;
import dev.marquee.selection.TypeMapping.Root;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Compiles the selection of a root field into statements that return one value: that of
 * the field, with all that is selected of it.
 */
final class SelectionCompiler {

	private final Mappings mappings;

	private final Fragments fragments;

	private final boolean keepsFragments;

	/**
	 * Creates a compiler.
	 * @param keepsFragments whether its plans shall have fragments, which are numbered
	 * within this compiler
	 */
	SelectionCompiler(Mappings mappings, boolean keepsFragments) {
		this.mappings = mappings;
		this.fragments = new Fragments(mappings);
		this.keepsFragments = keepsFragments;
	}

	Plan compile(SelectedField root) {
		Reach reach = root.audience().reach();
		Compilation filling = compilation(this.keepsFragments ? Rendering.FILLING : Rendering.WHOLE, reach);
		Statement whole = statement(root, filling);
		if (filling.fragments().isEmpty()) {
			return new Plan(whole);
		}
		Compilation skeleton = compilation(Rendering.SKELETON, reach);
		return new Plan(whole, filling.fragments(), statement(root, skeleton));
	}

	Plan compileStream(SelectedField root) {
		Object mapping = this.mappings.field("Subscription", root.name());
		if (!(mapping instanceof StreamMapping stream)) {
			throw new IllegalStateException("Subscription." + root.name() + " is not mapped to a stream");
		}
		Compilation compilation = compilation(Rendering.WHOLE, root.audience().reach());
		return new Plan(compilation.statement(stream.rows().of(root, compilation)));
	}

	private Compilation compilation(Rendering rendering, Reach reach) {
		return new Compilation(this.mappings, rendering, reach, this.fragments);
	}

	private Statement statement(SelectedField root, Compilation compilation) {
		String type = root.belongsToMutation() ? "Mutation" : "Query";
		Field<?> value = this.mappings.field(type, root.name()).compile(Root.NOTHING, root, compilation);
		return compilation.statement(DSL.select(ObjectSql.sent(value)));
	}

}
