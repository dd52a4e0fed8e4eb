package dev.marquee.graphql.validation;

import java.util.List;

import graphql.language.SourceLocation;
import org.jspecify.annotations.Nullable;

/**
 * A value that does not match its type.
 *
 * @param path from the argument, or from the variable as {@code $name}, to the value:
 * names of fields, and positions in lists counted from 0
 * @param location where the value is in the document; null if it is in the variables
 */
record InputProblem(List<Object> path, String message, @Nullable SourceLocation location) {
}
