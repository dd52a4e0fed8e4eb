package dev.marquee.limits;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLAppliedDirectiveArgument;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;

/**
 * Reads the directives {@code @cost}, {@code @listSize}, {@code @countCost},
 * {@code @countFactor} and {@code @counts} of the schema.
 */
final class CostDirectives {

	private static final long DEFAULT_OBJECT_WEIGHT = 1;

	private CostDirectives() {
	}

	/** The explicit weight of a schema element. */
	static Optional<Long> weight(GraphQLDirectiveContainer element) {
		return weight(element, "cost");
	}

	/** What it costs to count a list. */
	static Optional<Long> countWeight(GraphQLDirectiveContainer element) {
		return weight(element, "countCost");
	}

	/** By how much a field of a filter multiplies that cost; 1 by default. */
	static long countFactor(GraphQLInputObjectField field) {
		return argument(field, "countFactor", "factor").map((factor) -> ((IntValue) factor).getValue().longValueExact())
			.orElse(1L);
	}

	private static Optional<Long> weight(GraphQLDirectiveContainer element, String directive) {
		return argument(element, directive, "weight")
			.map((weight) -> Long.parseLong(Objects.requireNonNull(((StringValue) weight).getValue())));
	}

	/** Whether a field counts the list that it belongs to. */
	static boolean counts(GraphQLFieldDefinition field) {
		return field.hasAppliedDirective("counts");
	}

	/** Whether it does so in addition to the other fields that count. */
	static boolean countsSeparately(GraphQLFieldDefinition field) {
		return argument(field, "counts", "separately").map((value) -> ((BooleanValue) value).isValue()).orElse(false);
	}

	/** The weight of a field or an argument; 0 by default. */
	static long elementWeight(GraphQLDirectiveContainer element) {
		return weight(element).orElse(0L);
	}

	/** The weight of each object of a type; 1 by default. */
	static long objectWeight(GraphQLDirectiveContainer type) {
		return weight(type).orElse(DEFAULT_OBJECT_WEIGHT);
	}

	static Optional<ListSizeDirective> listSize(GraphQLFieldDefinition field) {
		if (field.getAppliedDirective("listSize") == null) {
			return Optional.empty();
		}
		int assumed = argument(field, "listSize", "assumedSize")
			.map((size) -> ((IntValue) size).getValue().intValueExact())
			.orElse(0);
		boolean required = argument(field, "listSize", "requireOneSlicingArgument")
			.map((value) -> ((BooleanValue) value).isValue())
			.orElse(true);
		List<String> slicing = strings(field, "slicingArguments");
		return Optional
			.of(new ListSizeDirective(assumed, slicing, strings(field, "sizedFields"), required && !slicing.isEmpty()));
	}

	private static List<String> strings(GraphQLFieldDefinition field, String name) {
		return argument(field, "listSize", name)
			.map((texts) -> ((ArrayValue) texts).getValues()
				.stream()
				.map((text) -> Objects.requireNonNull(((StringValue) text).getValue()))
				.toList())
			.orElse(List.of());
	}

	private static Optional<Value<?>> argument(GraphQLDirectiveContainer element, String directive, String name) {
		GraphQLAppliedDirective applied = element.getAppliedDirective(directive);
		GraphQLAppliedDirectiveArgument argument = (applied != null) ? applied.getArgument(name) : null;
		if (argument == null || !argument.hasSetValue() || argument.getArgumentValue().getValue() == null) {
			return Optional.empty();
		}
		return Optional.of((Value<?>) argument.getArgumentValue().getValue());
	}

	/**
	 * The value of a {@code @listSize} directive.
	 *
	 * @param assumedSize the size of the list if no slicing argument is given
	 * @param slicingArguments the arguments that limit the size of the list
	 * @param sizedFields the child fields that are the list; empty if the field itself is
	 * the list
	 * @param requireOneSlicingArgument whether a slicing argument is mandatory
	 */
	record ListSizeDirective(int assumedSize, List<String> slicingArguments, List<String> sizedFields,
			boolean requireOneSlicingArgument) {
	}

}
