package dev.marquee.graphql;

import graphql.scalars.ExtendedScalars;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * Registers the scalars that {@code graphql/schema.graphqls} declares.
 */
@Configuration(proxyBeanMethods = false)
class ScalarConfiguration {

	@Bean
	RuntimeWiringConfigurer scalarTypes() {
		return (wiring) -> wiring.scalar(scalar("DateTime", new DateTimeCoercing()))
			.scalar(ExtendedScalars.Date)
			.scalar(ExtendedScalars.LocalTime)
			.scalar(ExtendedScalars.CountryCode)
			.scalar(ExtendedScalars.Currency)
			.scalar(scalar("BigDecimal", new BigDecimalCoercing()))
			.scalar(scalar("Url", new UrlCoercing()))
			.scalar(scalar("LocalDateTime", new LocalDateTimeCoercing()))
			.scalar(scalar("TimeZone", new TimeZoneCoercing()));
	}

	private static GraphQLScalarType scalar(String name, Coercing<?, ?> coercing) {
		return GraphQLScalarType.newScalar().name(name).coercing(coercing).build();
	}

}
