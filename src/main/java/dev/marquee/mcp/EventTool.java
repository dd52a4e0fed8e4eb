package dev.marquee.mcp;

/**
 * A tool: named arguments in, text and an object out.
 */
interface EventTool {

	ToolDefinition definition();

	/**
	 * Calls the tool.
	 * @throws ToolFailure if there is no answer
	 */
	ToolAnswer call(ToolArguments arguments, ToolExchange exchange);

}
