package dev.marquee.query.compile;

import java.util.List;

import dev.marquee.query.compile.AccessContext.AccessLevel;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Compiles the selection of a root field into a {@link RootFieldPlan}: a statement that
 * returns the whole value of the field and, if it contains cacheable fragments, one that
 * returns it with placeholders instead of them.
 */
public final class SelectionCompiler {

	private final MappingRegistry mappingRegistry;

	private final FragmentCompiler fragmentCompiler;

	private final boolean cachesFragments;

	/**
	 * Creates a compiler.
	 * @param cachesFragments whether plans contain cacheable fragments; their numbers are
	 * unique within this compiler
	 * @param maxResponseBytes the maximum size of a response
	 */
	public SelectionCompiler(MappingRegistry mappingRegistry, boolean cachesFragments, long maxResponseBytes) {
		this.mappingRegistry = mappingRegistry;
		this.fragmentCompiler = new FragmentCompiler(mappingRegistry, maxResponseBytes);
		this.cachesFragments = cachesFragments;
	}

	/** Compiles a field of {@code Query} or {@code Mutation}. */
	public RootFieldPlan compile(SelectedField root) {
		AccessLevel accessLevel = root.accessContext().level();
		Compilation fullCompilation = newCompilation(this.cachesFragments ? RenderMode.CACHE_FILL : RenderMode.FULL,
				accessLevel);
		CompiledStatement fullStatement = compileStatement(root, fullCompilation);
		if (fullCompilation.usedFragments().isEmpty()) {
			return new RootFieldPlan(fullStatement);
		}
		Compilation templateCompilation = newCompilation(RenderMode.TEMPLATE, accessLevel);
		return new RootFieldPlan(fullStatement, fullCompilation.usedFragments(),
				compileStatement(root, templateCompilation));
	}

	/** Compiles a field of {@code Subscription}. */
	public RootFieldPlan compileSubscription(SelectedField root) {
		Object mapping = this.mappingRegistry.fieldMapping("Subscription", root.name());
		if (!(mapping instanceof SubscriptionMapping subscription)) {
			throw new IllegalStateException("Subscription." + root.name() + " has no SubscriptionMapping");
		}
		Compilation compilation = newCompilation(RenderMode.FULL, root.accessContext().level());
		return new RootFieldPlan(compilation
			.toStatement(compilation.responseBound().batch(subscription.query().compile(root, compilation))));
	}

	/**
	 * Compiles a field of {@code Query} that returns a page of a list into a statement
	 * that returns its objects as rows. If the objects can be cached, the plan has the
	 * fragment that returns them by their keys.
	 */
	public RootFieldPlan compileRows(SelectedField root) {
		FieldMapping<Object> mapping = this.mappingRegistry.fieldMapping("Query", root.name());
		if (!(mapping instanceof ListMapping<Object> list)) {
			throw new IllegalStateException("Query." + root.name() + " has no ListMapping");
		}
		Compilation compilation = newCompilation(RenderMode.FULL, root.accessContext().level());
		CompiledStatement rows = compilation.toStatement(list.compileRows(RootValue.INSTANCE, root, compilation));
		SelectedField nodes = root.subfield("nodes");
		return this.fragmentCompiler.find(nodes.typeName(), nodes.selection(), root.accessContext().level())
			.map((fragment) -> new RootFieldPlan(rows, List.of(fragment), null))
			.orElseGet(() -> new RootFieldPlan(rows));
	}

	private Compilation newCompilation(RenderMode renderMode, AccessLevel accessLevel) {
		return new Compilation(this.mappingRegistry, renderMode, accessLevel, this.fragmentCompiler);
	}

	private CompiledStatement compileStatement(SelectedField root, Compilation compilation) {
		String type = root.isMutationField() ? "Mutation" : "Query";
		Field<?> value = this.mappingRegistry.fieldMapping(type, root.name())
			.compile(RootValue.INSTANCE, root, compilation);
		return compilation.toStatement(DSL.select(compilation.responseBound().value(ObjectSql.result(value))));
	}

}
