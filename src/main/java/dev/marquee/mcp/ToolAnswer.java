package dev.marquee.mcp;

/**
 * What a tool answers.
 *
 * @param text compact text, with everything that is needed to go on
 * @param content the same as an object that matches the output schema of the tool
 */
record ToolAnswer(String text, Object content) {
}
