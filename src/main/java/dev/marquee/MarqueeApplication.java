package dev.marquee;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Marquee: public event listings, served as GraphQL.
 */
@SpringBootApplication
public class MarqueeApplication {

	public static void main(String[] args) {
		SpringApplication.run(MarqueeApplication.class, args);
	}

}
