package dev.marquee.mcp;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The HTTP request by which a tool is called, and its response.
 */
record ToolExchange(HttpServletRequest request, HttpServletResponse response) {

	/** The name under which the context of a call has it. */
	static final String KEY = "exchange";

}
