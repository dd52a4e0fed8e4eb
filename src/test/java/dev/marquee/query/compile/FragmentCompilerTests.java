package dev.marquee.query.compile;

import java.util.List;

import dev.marquee.query.json.RowLayout;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FragmentCompilerTests {

	private final FragmentCompiler fragmentCompiler = new FragmentCompiler(new MappingRegistry(List.of(), List.of()),
			1_000_000);

	@Test
	void equalStatementsShareFragment() {
		CacheableFragment first = this.fragmentCompiler.of(compiledStatement("select 1", "name"));
		assertThat(this.fragmentCompiler.of(compiledStatement("select 1", "name"))).isSameAs(first);
		assertThat(this.fragmentCompiler.of(compiledStatement("select 2", "name")).number())
			.isNotEqualTo(first.number());
		assertThat(this.fragmentCompiler.of(compiledStatement("select 1", "title")).number())
			.isNotEqualTo(first.number());
	}

	private static CompiledStatement compiledStatement(String sql, String key) {
		return new CompiledStatement(sql,
				List.of(new RowLayout(List.of(RowColumn.member(key, DSL.noField()).columnLayout()))), List.of());
	}

}
