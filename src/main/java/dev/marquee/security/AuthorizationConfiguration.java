package dev.marquee.security;

import java.util.List;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.GraphQlSource;

/**
 * Configures the authorization of mutations, and verifies its rules before the server
 * accepts its first request.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationConfiguration {

	@Bean
	MutationAuthorization mutationAuthorization(List<MutationRule> rules) {
		return new MutationAuthorization(rules);
	}

	@Bean
	SmartInitializingSingleton mutationRulesVerifier(MutationAuthorization rules, GraphQlSource source) {
		return () -> rules.verifyComplete(source.schema());
	}

}
