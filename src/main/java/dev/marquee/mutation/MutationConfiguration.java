package dev.marquee.mutation;

import java.util.List;

import dev.marquee.query.compile.MutationResultRow;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.security.MutationRule;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures what all mutations share: an authorization rule for each, and the type of
 * user errors.
 */
@Configuration(proxyBeanMethods = false)
class MutationConfiguration {

	@Bean
	List<MutationRule> declaredMutationRules(List<Mutation> mutations) {
		return mutations.stream().map((mutation) -> new MutationRule(mutation.name(), mutation.scope())).toList();
	}

	@Bean
	TypeMapping<MutationResultRow> userErrorType() {
		return MutationResultRow.mapping("UserError")
			.field("field", (error) -> error.json("field"))
			.field("message", (error) -> error.text("message"))
			.field("code", (error) -> error.text("code"));
	}

}
