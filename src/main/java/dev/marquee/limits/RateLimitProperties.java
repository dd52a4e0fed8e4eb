package dev.marquee.limits;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The points that a caller may spend per period at this instance; 0 means no limit.
 *
 * @param key the points of each API key or token
 * @param anonymous the points of each client address without credentials
 */
@ConfigurationProperties("marquee.rate-limit")
record RateLimitProperties(int key, int anonymous, Duration period) {
}
