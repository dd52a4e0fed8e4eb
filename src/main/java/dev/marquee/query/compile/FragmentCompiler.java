package dev.marquee.query.compile;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.marquee.query.compile.AccessContext.AccessLevel;
import org.jooq.Context;
import org.jooq.Table;
import org.jooq.impl.CustomField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Finds the objects that can be cached as fragments, and compiles the statements that
 * return them. Their type implements {@code Node}, its rows have versions, their JSON
 * depends only on such rows, and it takes more than their own row, since a row alone is
 * sent as fast as its version stamp.
 */
final class FragmentCompiler {

	private final MappingRegistry mappingRegistry;

	/**
	 * Plans hold the fragments: a fragment is removed after the last plan that uses it.
	 */
	private final Cache<CompiledStatement, CacheableFragment> fragments = Caffeine.newBuilder().weakValues().build();

	private final AtomicLong numbers = new AtomicLong();

	private final long maxResponseBytes;

	FragmentCompiler(MappingRegistry mappingRegistry, long maxResponseBytes) {
		this.mappingRegistry = mappingRegistry;
		this.maxResponseBytes = maxResponseBytes;
	}

	ResponseBound newResponseBound() {
		return new ResponseBound(this.maxResponseBytes);
	}

	/** The fragment of an object; empty if the object cannot be cached. */
	Optional<CacheableFragment> find(String type, List<SelectedField> selection, AccessLevel accessLevel) {
		return this.mappingRegistry.findVersionedNodeMapping(type)
			.flatMap((nodeMapping) -> compileIfCacheable(nodeMapping, type, selection, accessLevel))
			.map(this::of);
	}

	/** The fragment that a statement returns: the same one for equal statements. */
	CacheableFragment of(CompiledStatement compiledStatement) {
		return this.fragments.get(compiledStatement,
				(missing) -> new CacheableFragment(this.numbers.incrementAndGet(), missing));
	}

	private Optional<CompiledStatement> compileIfCacheable(NodeMapping nodeMapping, String type,
			List<SelectedField> selection, AccessLevel accessLevel) {
		Compilation compilation = new Compilation(this.mappingRegistry, RenderMode.CACHE_FILL, accessLevel, this);
		Table<?> row = compilation.aliasWithoutPolicy(nodeMapping.table());
		if (compilation.versionStamp(type, selection, row)
			.filter(VersionStamp::spansOtherRows)
			.filter(VersionStamp::fitsRow)
			.isEmpty()) {
			return Optional.empty();
		}
		RowQuery rowQuery = RowQuery.from(row).where(nodeMapping.key().apply(row).eq(DSL.any(new KeysParameter())));
		List<RowColumn> columns = compilation.fragmentColumns(0, type, selection, row);
		return Optional
			.of(compilation.toStatement(rowQuery.select(ObjectSql.result(ObjectSql.object(columns, compilation)))))
			.filter((compiledStatement) -> compiledStatement.parameters().isEmpty());
	}

	/**
	 * The only parameter of a fragment's statement: the keys of the rows.
	 */
	private static final class KeysParameter extends CustomField<UUID[]> {

		KeysParameter() {
			super(DSL.name("keys"), SQLDataType.UUID.array());
		}

		@Override
		public void accept(Context<?> context) {
			context.sql("cast(? as uuid[])");
		}

	}

}
