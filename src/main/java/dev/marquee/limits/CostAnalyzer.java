package dev.marquee.limits;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.marquee.limits.CostDirectives.ListSizeDirective;
import dev.marquee.limits.CostedField.CostedObject;
import graphql.introspection.Introspection;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.TypeName;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import org.jspecify.annotations.Nullable;

/**
 * Computes the cost of an operation of a valid document from the weights in the schema.
 * Fields are merged by response key as in execution (CollectFields of the GraphQL
 * specification), so that a field selected twice is counted once.
 */
final class CostAnalyzer {

	private static final long INTROSPECTION_COST = 100;

	private final GraphQLSchema schema;

	private final Map<String, FragmentDefinition> fragments;

	private boolean usesIntrospection;

	private CostAnalyzer(GraphQLSchema schema, Map<String, FragmentDefinition> fragments) {
		this.schema = schema;
		this.fragments = fragments;
	}

	static CostedOperation analyze(OperationDefinition operation, Map<String, FragmentDefinition> fragments,
			GraphQLSchema schema) {
		CostAnalyzer analyzer = new CostAnalyzer(schema, fragments);
		GraphQLObjectType root = Objects.requireNonNull(switch (operation.getOperation()) {
			case QUERY -> schema.getQueryType();
			case MUTATION -> schema.getMutationType();
			case SUBSCRIPTION -> schema.getSubscriptionType();
		});
		List<ConditionalSelectionSet> selections = List
			.of(new ConditionalSelectionSet(operation.getSelectionSet(), SelectionConditions.ALWAYS));
		return new CostedOperation(
				CostedObject.of(0, analyzer.fields(root, selections, null, ListSizeEstimate.ONE, null)),
				analyzer.usesIntrospection);
	}

	/**
	 * Returns the fields of an object that have a cost.
	 * @param list the {@code @listSize} of the parent field, whose {@code sizedFields}
	 * name the lists among these fields
	 * @param listSizeEstimate the size of these lists
	 * @param countCost what it costs to count the list; null if none of these fields
	 * counts
	 */
	private List<CostedField> fields(GraphQLObjectType type, List<ConditionalSelectionSet> selections,
			@Nullable ListSizeDirective list, ListSizeEstimate listSizeEstimate, @Nullable CountCost countCost) {
		Map<String, List<FieldOccurrence>> byKey = new LinkedHashMap<>();
		for (ConditionalSelectionSet selection : selections) {
			collect(type, selection.selections(), selection.selectionConditions(), byKey, new HashSet<>());
		}
		List<CostedField> fields = new ArrayList<>();
		Set<String> names = new HashSet<>();
		List<SelectionConditions> counts = new ArrayList<>();
		byKey.forEach((key, occurrences) -> {
			boolean isRepeated = !names.add(occurrences.getFirst().field().getName());
			CostedField field = field(type, key, occurrences, list, listSizeEstimate, countCost)
				.withRepetition(isRepeated);
			if (field.weight() > 0 || !field.arguments().equals(ArgumentCost.ZERO) || !field.types().isEmpty()) {
				fields.add(field);
			}
			if (countCost != null && countsWithOthers(type, occurrences.getFirst().field())) {
				counts.addAll(field.occurrences());
			}
		});
		if (countCost != null && !counts.isEmpty()) {
			fields.add(CostedField.count(counts, countCost));
		}
		return fields;
	}

	private CostedField field(GraphQLObjectType type, String key, List<FieldOccurrence> occurrences,
			@Nullable ListSizeDirective listAbove, ListSizeEstimate sizeAbove, @Nullable CountCost countAbove) {
		Field first = occurrences.getFirst().field();
		List<SelectionConditions> conditions = occurrences.stream().map(FieldOccurrence::selectionConditions).toList();
		if (isIntrospection(first.getName())) {
			this.usesIntrospection = true;
			return new CostedField(key, conditions, INTROSPECTION_COST, ArgumentCost.ZERO, ListSizeEstimate.ONE,
					List.of());
		}
		GraphQLFieldDefinition definition = Introspection.getFieldDefinition(this.schema, type, first.getName());
		ListSizeDirective list = CostDirectives.listSize(definition).orElse(null);
		ListSizeEstimate slice = (list != null) ? ListSizeEstimate.of(list, definition, first.getArguments())
				: ListSizeEstimate.ONE;
		boolean isSizedByParent = listAbove != null && listAbove.sizedFields().contains(first.getName());
		ListSizeEstimate listSizeEstimate = isSizedByParent ? sizeAbove
				: (list != null && list.sizedFields().isEmpty()) ? slice : ListSizeEstimate.ONE;
		List<ConditionalSelectionSet> children = occurrences.stream()
			.filter((fieldOccurrence) -> fieldOccurrence.field().getSelectionSet() != null)
			.map((fieldOccurrence) -> new ConditionalSelectionSet(fieldOccurrence.field().getSelectionSet(),
					fieldOccurrence.selectionConditions()))
			.toList();
		CountCost countCost = CostDirectives.counts(definition) ? countAbove
				: CountCost.of(definition, first.getArguments());
		List<CostedObject> types = possibleTypes(definition.getType()).stream()
			.map((possible) -> CostedObject.of(CostDirectives.objectWeight(possible),
					fields(possible, children, list, slice, countCost)))
			.filter((object) -> object.weight() > 0 || !object.fields().isEmpty())
			.toList();
		return new CostedField(key, conditions, weight(definition, countAbove),
				ArgumentCost.of(definition, first.getArguments()), listSizeEstimate, types);
	}

	private static long weight(GraphQLFieldDefinition definition, @Nullable CountCost countAbove) {
		long weight = CostDirectives.elementWeight(definition);
		return (countAbove != null && CostDirectives.countsSeparately(definition))
				? SaturatingMath.add(weight, countAbove.weight()) : weight;
	}

	private boolean countsWithOthers(GraphQLObjectType type, Field field) {
		GraphQLFieldDefinition definition = Introspection.getFieldDefinition(this.schema, type, field.getName());
		return CostDirectives.counts(definition) && !CostDirectives.countsSeparately(definition);
	}

	private static boolean isIntrospection(String field) {
		return field.equals(Introspection.SchemaMetaFieldDef.getName())
				|| field.equals(Introspection.TypeMetaFieldDef.getName());
	}

	private List<GraphQLObjectType> possibleTypes(GraphQLType type) {
		return switch (GraphQLTypeUtil.unwrapAll(type)) {
			case GraphQLObjectType object -> List.of(object);
			case GraphQLInterfaceType any -> Objects.requireNonNull(this.schema.getImplementations(any));
			case GraphQLUnionType union -> union.getTypes().stream().map(GraphQLObjectType.class::cast).toList();
			default -> List.of();
		};
	}

	private void collect(GraphQLObjectType type, SelectionSet selections, SelectionConditions selectionConditions,
			Map<String, List<FieldOccurrence>> byKey, Set<String> enclosingFragments) {
		for (Selection<?> selection : selections.getSelections()) {
			switch (selection) {
				case Field field -> byKey.computeIfAbsent(field.getResultKey(), (missing) -> new ArrayList<>())
					.add(new FieldOccurrence(field, selectionConditions.and(field)));
				case InlineFragment inline when typeConditionApplies(type, inline.getTypeCondition()) ->
					collect(type, inline.getSelectionSet(), selectionConditions.and(inline), byKey, enclosingFragments);
				case FragmentSpread spread -> {
					FragmentDefinition fragment = Objects.requireNonNull(this.fragments.get(spread.getName()));
					if (typeConditionApplies(type, fragment.getTypeCondition())
							&& enclosingFragments.add(spread.getName())) {
						collect(type, fragment.getSelectionSet(), selectionConditions.and(spread), byKey,
								enclosingFragments);
						enclosingFragments.remove(spread.getName());
					}
				}
				default -> {
				}
			}
		}
	}

	private boolean typeConditionApplies(GraphQLObjectType type, @Nullable TypeName condition) {
		if (condition == null || condition.getName().equals(type.getName())) {
			return true;
		}
		return switch (this.schema.getType(condition.getName())) {
			case GraphQLInterfaceType any -> this.schema.isPossibleType(any, type);
			case GraphQLUnionType union -> this.schema.isPossibleType(union, type);
			case null, default -> false;
		};
	}

	/**
	 * A selection set and the conditions under which it is selected.
	 */
	private record ConditionalSelectionSet(SelectionSet selections, SelectionConditions selectionConditions) {
	}

	/**
	 * A field of the document and the conditions under which it is selected.
	 */
	private record FieldOccurrence(Field field, SelectionConditions selectionConditions) {
	}

}
