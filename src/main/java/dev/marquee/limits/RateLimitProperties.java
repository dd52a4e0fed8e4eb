package dev.marquee.limits;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many points each caller may spend within a period, at this instance; 0 is no limit.
 *
 * @param key whoever shows a key or a token
 * @param anonymous everybody else, by their address
 */
@ConfigurationProperties("marquee.rate-limit")
record RateLimitProperties(int key, int anonymous, Duration period) {
}
