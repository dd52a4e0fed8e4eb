package dev.marquee.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;

/**
 * What a tool tells language models about itself, and the GraphQL document that it
 * executes. Both are resources with the name of the tool.
 *
 * @param title the name for people
 * @param inputSchema the arguments, as JSON Schema 2020-12
 * @param outputSchema the content of an answer, as JSON Schema 2020-12
 * @param document the GraphQL document
 */
record ToolDefinition(String name, String title, String description, Map<String, Object> inputSchema,
		Map<String, Object> outputSchema, String document) {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Reads a definition.
	 * @param output the name of the output schema
	 * @param fragments the names of the documents with further fragments
	 */
	static ToolDefinition read(String name, String output, String... fragments) {
		ToolDescription description = JSON.readValue(text(name + ".json"), ToolDescription.class);
		StringBuilder document = new StringBuilder(text(name + ".graphql"));
		for (String fragment : fragments) {
			document.append('\n').append(text(fragment + ".graphql"));
		}
		return new ToolDefinition(name, description.title(), description.description(), description.inputSchema(),
				object(output + ".schema.json"), document.toString());
	}

	@SuppressWarnings("unchecked") // the keys of a JSON object are strings
	private static Map<String, Object> object(String file) {
		return Objects.requireNonNull(JSON.readValue(text(file), Map.class));
	}

	private static String text(String file) {
		try {
			return new ClassPathResource(file, ToolDefinition.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The tool as clients list it. Every tool only reads this server. */
	Tool toTool() {
		ToolAnnotations annotations = ToolAnnotations.builder()
			.title(this.title)
			.readOnlyHint(true)
			.destructiveHint(false)
			.idempotentHint(true)
			.openWorldHint(false)
			.build();
		return Tool.builder(this.name, this.inputSchema)
			.title(this.title)
			.description(this.description)
			.outputSchema(this.outputSchema)
			.annotations(annotations)
			.build();
	}

	private record ToolDescription(String title, String description, Map<String, Object> inputSchema) {
	}

}
