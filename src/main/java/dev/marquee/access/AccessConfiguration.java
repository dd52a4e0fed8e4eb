package dev.marquee.access;

import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Puts the rules in front of the mutations, before the server takes its first request.
 */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	@Bean
	MutationRules mutationRules(List<MutationRule> rules) {
		return new MutationRules(rules);
	}

	@Bean
	SmartInitializingSingleton everyMutationHasARule(MutationRules rules, GraphQlSource source) {
		return () -> rules.check(source.schema());
	}

}
