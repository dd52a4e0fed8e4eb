package guides;

import graphql.scalars.ExtendedScalars;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * Executes the same operations as the guides of Spring for GraphQL show it: a controller with a query method for each root
 * field and a batch method for each association, over JdbcClient. Spring Security, metrics and tracing are on Marquee's class
 * path but not in the guides, so they are excluded.
 */
@SpringBootApplication(exclude = { ServletWebSecurityAutoConfiguration.class, SecurityFilterAutoConfiguration.class,
		ManagementWebSecurityAutoConfiguration.class, ObservationAutoConfiguration.class,
		MicrometerTracingAutoConfiguration.class, NoopTracerAutoConfiguration.class })
public class GuidesApplication {

	@Bean
	RuntimeWiringConfigurer scalars() {
		return (wiring) -> wiring.scalar(ExtendedScalars.GraphQLBigDecimal);
	}

	public static void main(String[] arguments) {
		SpringApplication.run(GuidesApplication.class, arguments);
	}

}
