package dev.marquee.schema;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the schema as SDL. Disabled if introspection is disabled.
 */
@RestController
@ConditionalOnBooleanProperty(name = "marquee.introspection", matchIfMissing = true)
final class SchemaController {

	private final StaticTextResource schema;

	SchemaController(GraphQlSource source) {
		this.schema = StaticTextResource.of(MediaType.TEXT_PLAIN, SdlPrinter.print(source.schema()));
	}

	@GetMapping("${spring.graphql.http.path:/graphql}/schema")
	ResponseEntity<String> schema() {
		return this.schema.toResponse();
	}

}
