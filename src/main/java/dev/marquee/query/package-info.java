/**
 * Executes each root field of an operation as one SQL statement. Read the packages in
 * this order:
 * <ol>
 * <li>{@code compile}: {@code SelectionCompiler} compiles the selection of a root field
 * into a {@code RootFieldPlan}. The {@code TypeMapping}s of the features define the SQL
 * of each field; a {@code Compilation} assembles it into a
 * {@code CompiledStatement}.</li>
 * <li>{@code execute}: {@code SelectionFetcher}, the data fetcher of root fields, takes
 * the plan from {@code PlanCache}; {@code PlanExecutor} runs its statements and reuses
 * objects from {@code FragmentCache}; the execution strategies pass the JSON through
 * graphql-java unchanged.</li>
 * <li>{@code json}: {@code JsonWriter} encodes the rows that PostgreSQL returns in its
 * binary format as JSON.</li>
 * </ol>
 * {@code execute} depends on {@code compile}, and both on {@code json}. None depends on a
 * feature.
 */
@NullMarked
package dev.marquee.query;

import org.jspecify.annotations.NullMarked;
