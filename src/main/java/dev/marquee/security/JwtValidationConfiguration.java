package dev.marquee.security;

import java.util.List;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;

/**
 * Configures which JWTs are accepted, in place of two of Spring Security's defaults.
 * Spring Boot adds the checks of the issuer and the audience.
 */
@Configuration(proxyBeanMethods = false)
class JwtValidationConfiguration {

	/**
	 * The types of access tokens, compared without regard to case: {@code at+jwt} (RFC
	 * 9068 §2.1), with or without the prefix of media types (RFC 7515 §4.1.9), and
	 * {@code JWT} of issuers that do not follow RFC 9068. Other types, such as
	 * {@code logout+jwt} and {@code dpop+jwt}, are signed for other purposes.
	 */
	private static final List<String> ACCESS_TOKEN_TYPES = List.of("JWT", "at+jwt", "application/at+jwt");

	@Bean
	OAuth2TokenValidator<Jwt> jwtTypeValidator() {
		JwtTypeValidator validator = new JwtTypeValidator(ACCESS_TOKEN_TYPES);
		validator.setAllowEmpty(true);
		return validator;
	}

	/**
	 * Requires {@code exp}, as RFC 9068 §2.2 does: a leaked token without it would be
	 * valid until the issuer changes its keys.
	 */
	@Bean
	OAuth2TokenValidator<Jwt> jwtTimestampValidator(@Value("${marquee.jwt-require-expiry}") boolean requireExpiry) {
		JwtTimestampValidator validator = new JwtTimestampValidator();
		validator.setAllowEmptyExpiryClaim(!requireExpiry);
		return validator;
	}

}
