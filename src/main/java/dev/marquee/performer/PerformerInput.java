package dev.marquee.performer;

import java.util.List;
import java.util.Optional;

import dev.marquee.db.tables.records.PerformerRecord;
import dev.marquee.mutation.Input;
import dev.marquee.mutation.UserErrorCode;
import dev.marquee.text.UrlNormalizer;
import org.jooq.DSLContext;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.PERFORMER;

/**
 * Applies the inputs of {@code createPerformer} and {@code updatePerformer} to a
 * performer's row. Fields that the input omits keep their values.
 */
@Component
class PerformerInput {

	private static final int MAX_NAME_LENGTH = 500;

	private final DSLContext dsl;

	PerformerInput(DSLContext dsl) {
		this.dsl = dsl;
	}

	void apply(Input input, PerformerRecord performer) {
		if (input.has("name")) {
			performer.setName(input.requiredSingleLine("name", MAX_NAME_LENGTH));
		}
		if (input.has("url")) {
			performer.setUrl(input.url("url"));
			performer.setSite((performer.getUrl() != null) ? null : performer.getSite());
		}
		if (input.has("imageUrl")) {
			performer.setImageUrl(input.url("imageUrl"));
		}
		if (input.has("sameAs")) {
			performer.setSameAs(sameAs(input));
		}
		if (input.isValid() && this.dsl.fetchExists(PERFORMER, PERFORMER.ID.ne(performer.getId()),
				Performers.hasIdentity(performer.getName(), performer.getUrl(), performer.getSite()))) {
			String field = (performer.getUrl() != null) ? "url" : "name";
			input.rejectValue(field, UserErrorCode.TAKEN,
					"A performer with this `" + field + "` already exists: use that one.");
		}
	}

	private static String[] sameAs(Input input) {
		List<String> urls = input.strings("sameAs", PerformerDetails.MAX_SAME_AS)
			.stream()
			.flatMap((text) -> UrlNormalizer.normalize(text).or(() -> {
				input.rejectValue("sameAs", UserErrorCode.INVALID,
						"Each element of `sameAs` must be an absolute http or https URL of at most "
								+ UrlNormalizer.MAX_LENGTH + " characters.");
				return Optional.empty();
			}).stream())
			.distinct()
			.toList();
		return urls.toArray(String[]::new);
	}

}
