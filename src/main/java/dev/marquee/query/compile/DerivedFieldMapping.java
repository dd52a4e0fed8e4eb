package dev.marquee.query.compile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.marquee.query.json.DerivedJson;
import graphql.language.FragmentDefinition;
import graphql.language.SelectionSet;
import graphql.parser.Parser;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Maps a field to an object that is computed in Java from other fields of the same
 * object. PostgreSQL returns these fields in its place.
 *
 * @param <R> what represents a row
 */
public final class DerivedFieldMapping<R> implements FieldMapping<R> {

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final String typeName;

	private final SelectionSet selectionSet;

	private final Function<byte[], Map<String, ?>> derivation;

	private DerivedFieldMapping(String fragment, Function<byte[], Map<String, ?>> derivation) {
		FragmentDefinition definition = Parser.parse(fragment)
			.getFirstDefinitionOfType(FragmentDefinition.class)
			.orElseThrow();
		this.typeName = definition.getTypeCondition().getName();
		this.selectionSet = definition.getSelectionSet();
		this.derivation = derivation;
	}

	/**
	 * Creates a mapping.
	 * @param fragment a fragment on the type of the object, which selects the fields that
	 * are needed
	 * @param derivation computes all fields of the derived object, in maps and lists,
	 * from the JSON of the object with these fields
	 */
	public static <R> FieldMapping<R> of(String fragment, Function<byte[], Map<String, ?>> derivation) {
		DerivedFieldMapping<R> mapping = new DerivedFieldMapping<>(fragment, derivation);
		return VersionedFieldMapping.of(mapping, mapping::versionStamp);
	}

	@Override
	public Field<?> compile(R row, SelectedField field, Compilation compilation) {
		compilation.responseBound().addLargeValue();
		List<SelectedField> needed = field.selection(this.typeName, this.selectionSet);
		return ObjectSql.derived(compilation.columns(this.typeName, needed, row),
				new DerivedObject(this.derivation, DerivedMember.of(field)), compilation);
	}

	@Override
	public Optional<VersionStamp> versionStamp(R row, SelectedField field, Compilation compilation) {
		return compilation.versionStamp(this.typeName, field.selection(this.typeName, this.selectionSet), row);
	}

	/**
	 * What a client selects of the derived object.
	 */
	private record DerivedObject(Function<byte[], Map<String, ?>> derivation,
			List<DerivedMember> members) implements DerivedJson {

		@Override
		public byte[] derive(byte[] object) {
			return JSON.writeValueAsBytes(DerivedMember.select(this.members, this.derivation.apply(object)));
		}

	}

	/**
	 * A selected member.
	 *
	 * @param typeName the type of the object, for {@code __typename}
	 */
	private record DerivedMember(String responseKey, String name, boolean isTypeName, String typeName,
			List<DerivedMember> members) {

		static List<DerivedMember> of(SelectedField object) {
			String typeName = object.typeName();
			return object.selection()
				.stream()
				.map((field) -> new DerivedMember(field.responseKey(), field.name(), field.isTypeName(), typeName,
						field.hasSelection() ? of(field) : List.of()))
				.toList();
		}

		static Map<String, @Nullable Object> select(List<DerivedMember> members, Map<?, ?> object) {
			Map<String, @Nullable Object> selected = new LinkedHashMap<>();
			members.forEach((member) -> selected.put(member.responseKey(),
					member.isTypeName() ? member.typeName() : member.value(object.get(member.name()))));
			return selected;
		}

		private @Nullable Object value(@Nullable Object value) {
			return switch (value) {
				case List<?> list -> list.stream().map(this::value).toList();
				case Map<?, ?> object -> select(this.members, object);
				case null, default -> value;
			};
		}

	}

}
