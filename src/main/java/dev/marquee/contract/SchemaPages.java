package dev.marquee.contract;

import java.net.URI;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Serves the schema: as text for tools, and as a reference for people. It stays as closed
 * as introspection is.
 */
@RestController
@ConditionalOnBooleanProperty(name = "marquee.introspection", matchIfMissing = true)
final class SchemaPages {

	private final Document schema;

	private final Document reference;

	SchemaPages(GraphQlSource source) {
		this.schema = Document.of(MediaType.TEXT_PLAIN, SchemaText.of(source.schema()));
		this.reference = Document.of(MediaType.TEXT_HTML, Reference.of(source.schema()));
	}

	@GetMapping("${spring.graphql.http.path:/graphql}/schema")
	ResponseEntity<String> schema() {
		return this.schema.answer();
	}

	@GetMapping("/docs")
	ResponseEntity<Void> referenceWithoutSlash() {
		return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("docs/")).build();
	}

	@GetMapping("/docs/")
	ResponseEntity<String> reference() {
		return this.reference.answer();
	}

}
