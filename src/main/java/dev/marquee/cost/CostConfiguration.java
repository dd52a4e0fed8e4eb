package dev.marquee.cost;

import dev.marquee.selection.Arguments;
import dev.marquee.selection.TypeMapping;
import dev.marquee.selection.TypeMapping.Root;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The settings of limits, and the field {@code Query.rateLimit}, which reads what was
 * noted about the request when it was admitted.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ Limits.class, RateLimitSettings.class })
class CostConfiguration {

	@Bean
	TypeMapping<Root> rateLimit() {
		return TypeMapping.query().add("rateLimit", (root, field, compilation) -> {
			Rest rest = new Rest(field.arguments());
			return DSL.when(rest.limit().isNotNull(), compilation.object(field, rest));
		});
	}

	@Bean
	TypeMapping<?> rateLimitType() {
		return TypeMapping.<Rest>of("RateLimit", Rest.class)
			.field("limit", Rest::limit)
			.field("remaining", (rest) -> rest.given().given(Account.REMAINING, SQLDataType.INTEGER))
			.field("resetAt", (rest) -> rest.given().given(Account.RESET_AT, SQLDataType.TIMESTAMPWITHTIMEZONE))
			.field("cost", (rest) -> rest.given().given(Account.COST, SQLDataType.INTEGER));
	}

	/**
	 * What is left of a limit, as the context of the request has it.
	 */
	private record Rest(Arguments given) {

		Field<Integer> limit() {
			return this.given.given(Account.LIMIT, SQLDataType.INTEGER);
		}

	}

}
