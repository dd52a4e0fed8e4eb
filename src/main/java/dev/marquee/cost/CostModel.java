package dev.marquee.cost;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.marquee.cost.CostedField.CostedObject;
import dev.marquee.cost.Weights.ListSize;
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
 * Tells what the operations of a valid document cost, by the weights of a schema. Fields
 * are collected as the engine does, so that a field that is selected twice is one.
 */
final class CostModel {

	private static final long OF_INTROSPECTION = 100;

	private final GraphQLSchema schema;

	private final Map<String, FragmentDefinition> fragments;

	private final ArgumentCost.Model arguments = new ArgumentCost.Model();

	private boolean introspects;

	private CostModel(GraphQLSchema schema, Map<String, FragmentDefinition> fragments) {
		this.schema = schema;
		this.fragments = fragments;
	}

	static CostedOperation of(OperationDefinition operation, Map<String, FragmentDefinition> fragments,
			GraphQLSchema schema) {
		CostModel model = new CostModel(schema, fragments);
		GraphQLObjectType root = Objects.requireNonNull(switch (operation.getOperation()) {
			case QUERY -> schema.getQueryType();
			case MUTATION -> schema.getMutationType();
			case SUBSCRIPTION -> schema.getSubscriptionType();
		});
		List<Found> all = List.of(new Found(operation.getSelectionSet(), Conditions.NONE));
		return new CostedOperation(CostedObject.of(0, model.fields(root, all, null, Size.ONE)), model.introspects);
	}

	/**
	 * The fields of an object that cost something.
	 * @param list says which of them are lists whose size is known already
	 * @param size that size
	 */
	private List<CostedField> fields(GraphQLObjectType type, List<Found> selections, @Nullable ListSize list,
			Size size) {
		Map<String, List<Occurrence>> byKey = new LinkedHashMap<>();
		for (Found selection : selections) {
			collect(type, selection.selections(), selection.conditions(), byKey, new HashSet<>());
		}
		List<CostedField> fields = new ArrayList<>();
		byKey.forEach((key, occurrences) -> {
			CostedField field = field(type, key, occurrences, list, size);
			if (field.weight() > 0 || !field.arguments().equals(ArgumentCost.NOTHING) || !field.types().isEmpty()) {
				fields.add(field);
			}
		});
		return fields;
	}

	private CostedField field(GraphQLObjectType type, String key, List<Occurrence> occurrences,
			@Nullable ListSize listAbove, Size sizeAbove) {
		Field first = occurrences.getFirst().field();
		List<Conditions> conditions = occurrences.stream().map(Occurrence::conditions).toList();
		if (isIntrospection(first.getName())) {
			this.introspects = true;
			return new CostedField(key, conditions, OF_INTROSPECTION, ArgumentCost.NOTHING, Size.ONE, List.of());
		}
		GraphQLFieldDefinition definition = Introspection.getFieldDefinition(this.schema, type, first.getName());
		ListSize list = Weights.sizeOf(definition).orElse(null);
		Size slice = (list != null) ? Size.of(list, definition, first.getArguments()) : Size.ONE;
		boolean isSized = listAbove != null && listAbove.sized().contains(first.getName());
		Size size = isSized ? sizeAbove : (list != null && list.sized().isEmpty()) ? slice : Size.ONE;
		List<Found> below = occurrences.stream()
			.filter((occurrence) -> occurrence.field().getSelectionSet() != null)
			.map((occurrence) -> new Found(occurrence.field().getSelectionSet(), occurrence.conditions()))
			.toList();
		List<CostedObject> types = possibleTypes(definition.getType()).stream()
			.map((possible) -> CostedObject.of(Weights.ofObject(possible), fields(possible, below, list, slice)))
			.filter((object) -> object.weight() > 0 || !object.fields().isEmpty())
			.toList();
		return new CostedField(key, conditions, Weights.ofUse(definition),
				this.arguments.of(definition, first.getArguments()), size, types);
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

	private void collect(GraphQLObjectType type, SelectionSet selections, Conditions conditions,
			Map<String, List<Occurrence>> byKey, Set<String> under) {
		for (Selection<?> selection : selections.getSelections()) {
			switch (selection) {
				case Field field -> byKey.computeIfAbsent(field.getResultKey(), (missing) -> new ArrayList<>())
					.add(new Occurrence(field, conditions.and(field)));
				case InlineFragment inline when fits(type, inline.getTypeCondition()) ->
					collect(type, inline.getSelectionSet(), conditions.and(inline), byKey, under);
				case FragmentSpread spread -> {
					FragmentDefinition fragment = Objects.requireNonNull(this.fragments.get(spread.getName()));
					if (fits(type, fragment.getTypeCondition()) && under.add(spread.getName())) {
						collect(type, fragment.getSelectionSet(), conditions.and(spread), byKey, under);
						under.remove(spread.getName());
					}
				}
				default -> {
				}
			}
		}
	}

	private boolean fits(GraphQLObjectType type, @Nullable TypeName condition) {
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
	 * Selections below a field, and when they count.
	 */
	private record Found(SelectionSet selections, Conditions conditions) {
	}

	/**
	 * A field where it stands in the document, and when it counts.
	 */
	private record Occurrence(Field field, Conditions conditions) {
	}

}
