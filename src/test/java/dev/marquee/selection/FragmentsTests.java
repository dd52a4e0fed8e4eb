package dev.marquee.selection;

import java.util.List;

import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FragmentsTests {

	private final Fragments fragments = new Fragments(new Mappings(List.of(), List.of()));

	@Test
	void plansThatSelectTheSameShareTheFragment() {
		Fragment first = this.fragments.of(statement("select 1", "name"));
		assertThat(this.fragments.of(statement("select 1", "name"))).isSameAs(first);
		assertThat(this.fragments.of(statement("select 2", "name")).number()).isNotEqualTo(first.number());
		assertThat(this.fragments.of(statement("select 1", "title")).number()).isNotEqualTo(first.number());
	}

	private static Statement statement(String sql, String key) {
		return new Statement(sql, List.of(new Shape(List.of(Column.member(key, DSL.noField()).part()))), List.of());
	}

}
