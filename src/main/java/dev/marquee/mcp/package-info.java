/**
 * Tools for language models by the Model Context Protocol
 * (https://modelcontextprotocol.io), each made from a GraphQL operation.
 */
@NullMarked
package dev.marquee.mcp;

import org.jspecify.annotations.NullMarked;
