package dev.marquee.mcp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import dev.marquee.IntegrationTest;

import org.springframework.test.context.TestPropertySource;

/**
 * An integration test of a server with {@code /mcp}, a rate limit for each address, and
 * addresses by the header {@code Forwarded}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@IntegrationTest
@TestPropertySource(properties = { "marquee.mcp=true", "marquee.rate-limit.anonymous=40000",
		"server.forward-headers-strategy=framework" })
@interface McpServerTest {

}
