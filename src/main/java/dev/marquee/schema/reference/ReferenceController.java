package dev.marquee.schema.reference;

import java.net.URI;

import dev.marquee.schema.StaticTextResource;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/**
 * Serves the reference. Disabled if introspection is disabled.
 */
@RestController
@ConditionalOnBooleanProperty(name = "marquee.introspection", matchIfMissing = true)
final class ReferenceController {

	private final ReferencePages pages;

	ReferenceController(GraphQlSource source) {
		this.pages = new ReferencePages(source.schema());
	}

	@GetMapping("/docs")
	ResponseEntity<Void> redirectToStartPage() {
		return ResponseEntity.status(HttpStatus.FOUND).location(URI.create("docs/")).build();
	}

	/** Serves a guide or the page of a type; without a name the start page. */
	@GetMapping({ "/docs/", "/docs/{name:[A-Za-z_-]+}" })
	ResponseEntity<String> page(@PathVariable(required = false) @Nullable String name) {
		StaticTextResource page = this.pages.page((name != null) ? name : "");
		if (page == null) {
			throw new ResponseStatusException(HttpStatus.NOT_FOUND);
		}
		return page.toResponse();
	}

	@GetMapping(path = "/docs/search", produces = MediaType.TEXT_HTML_VALUE)
	String search(@RequestParam(defaultValue = "") String q) {
		return this.pages.searchResults(q);
	}

}
