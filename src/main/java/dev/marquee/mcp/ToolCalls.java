package dev.marquee.mcp;

import java.util.Objects;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;

/**
 * Calls a tool for the SDK. A failure is an answer with {@code isError}, which a language
 * model sees and can act on.
 */
record ToolCalls(EventTool tool) {

	SyncToolSpecification specification() {
		return new SyncToolSpecification(this.tool.definition().toTool(), this::call);
	}

	private CallToolResult call(McpTransportContext context, CallToolRequest request) {
		ToolExchange exchange = (ToolExchange) Objects.requireNonNull(context.get(ToolExchange.KEY));
		try {
			ToolAnswer answer = this.tool.call(ToolArguments.check(this.tool.definition(), request.arguments()),
					exchange);
			return CallToolResult.builder().addTextContent(answer.text()).structuredContent(answer.content()).build();
		}
		catch (ToolFailure failure) {
			return CallToolResult.builder()
				.addTextContent(failure.code() + ": " + failure.getMessage())
				.isError(true)
				.build();
		}
	}

}
