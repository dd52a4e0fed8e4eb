package dev.marquee.limits;

import dev.marquee.query.compile.Arguments;
import dev.marquee.query.compile.TypeMapping;
import dev.marquee.query.compile.TypeMapping.RootValue;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Configures the limits and maps {@code Query.rateLimit}, whose values
 * {@link RateLimitBucket} stores in the context of the request.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ RequestLimits.class, RateLimitProperties.class })
class LimitsConfiguration {

	@Bean
	TypeMapping<RootValue> rateLimitQuery() {
		return TypeMapping.query().add("rateLimit", (rootValue, field, compilation) -> {
			RateLimitFields rateLimitFields = new RateLimitFields(field.arguments());
			return DSL.when(rateLimitFields.limit().isNotNull(), compilation.object(field, rateLimitFields));
		});
	}

	@Bean
	TypeMapping<?> rateLimitType() {
		return TypeMapping.<RateLimitFields>of("RateLimit", RateLimitFields.class)
			.field("limit", RateLimitFields::limit)
			.field("remaining",
					(rateLimitFields) -> rateLimitFields.arguments()
						.contextParameter(RateLimitBucket.REMAINING, SQLDataType.INTEGER))
			.field("resetAt",
					(rateLimitFields) -> rateLimitFields.arguments()
						.contextParameter(RateLimitBucket.RESET_AT, SQLDataType.TIMESTAMPWITHTIMEZONE))
			.field("cost", (rateLimitFields) -> rateLimitFields.arguments()
				.contextParameter(RateLimitBucket.COST, SQLDataType.INTEGER));
	}

	/**
	 * The fields of {@code RateLimit}, read from the context of the request.
	 */
	private record RateLimitFields(Arguments arguments) {

		Field<Integer> limit() {
			return this.arguments.contextParameter(RateLimitBucket.LIMIT, SQLDataType.INTEGER);
		}

	}

}
