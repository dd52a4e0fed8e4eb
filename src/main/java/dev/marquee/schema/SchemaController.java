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

	/** No media type is registered for SDL; tools use this one. */
	private static final MediaType SDL = MediaType.parseMediaType("application/graphql");

	private final StaticTextResource schema;

	private final StaticTextResource schemaFile;

	SchemaController(GraphQlSource source) {
		String sdl = SdlPrinter.print(source.schema());
		this.schema = StaticTextResource.of(MediaType.TEXT_PLAIN, sdl);
		this.schemaFile = StaticTextResource.of(SDL, sdl);
	}

	@GetMapping("${spring.graphql.http.path:/graphql}/schema")
	ResponseEntity<String> schema() {
		return this.schema.toResponse();
	}

	/** For tools, which read SDL from an address only if it ends like this. */
	@GetMapping("/schema.graphql")
	ResponseEntity<String> schemaFile() {
		return this.schemaFile.toResponse();
	}

}
