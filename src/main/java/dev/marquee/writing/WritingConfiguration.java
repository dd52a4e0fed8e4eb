package dev.marquee.writing;

import java.util.List;

import dev.marquee.access.MutationRule;
import dev.marquee.selection.Outcome;
import dev.marquee.selection.TypeMapping;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What all mutations share: their errors, and that each has a rule.
 */
@Configuration(proxyBeanMethods = false)
class WritingConfiguration {

	@Bean
	List<MutationRule> rulesOfMutations(List<Mutation> mutations) {
		return mutations.stream().map((mutation) -> new MutationRule(mutation.name(), mutation.scope())).toList();
	}

	@Bean
	TypeMapping<Outcome> userErrorType() {
		return Outcome.mapping("UserError")
			.field("field", (error) -> error.json("field"))
			.field("message", (error) -> error.text("message"))
			.field("code", (error) -> error.text("code"));
	}

}
