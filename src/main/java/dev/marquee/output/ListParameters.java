package dev.marquee.output;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.marquee.transport.http.FixedQueries;
import dev.marquee.transport.http.HttpErrorException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * The parameters of a list.
 *
 * @param filter the filter as JSON; null for all events
 * @param orderBy the order as JSON, or the name of a field for an ascending order; null
 * for the default order
 * @param first the number of events; null for all
 * @param requestedFirst the number of events that the client requested; null if it did
 * not
 */
record ListParameters(@Nullable String filter, @Nullable String orderBy, @Nullable Integer first,
		@Nullable Integer requestedFirst, @Nullable String after, Map<String, Object> variables) {

	static final List<String> NAMES = List.of("filter", "orderBy", "first", "after");

	/**
	 * Reads the parameters.
	 * @throws HttpErrorException if one of them is malformed; whether they make sense is
	 * decided by the execution
	 */
	static ListParameters read(HttpServletRequest request, OutputForm form, FixedQueries queries) {
		Map<String, Object> variables = new LinkedHashMap<>();
		Map<String, Object> filter = queries.objectParameter(request, "filter");
		if (filter != null) {
			variables.put("filter", filter);
		}
		String orderBy = queries.parameter(request, "orderBy");
		Map<String, Object> order = (orderBy == null) ? null
				: orderBy.startsWith("{") ? queries.objectParameter(request, "orderBy") : Map.of("field", orderBy);
		if (order != null) {
			variables.put("orderBy", order);
		}
		Integer requestedFirst = first(queries.parameter(request, "first"), form);
		Integer first = (requestedFirst != null) ? requestedFirst : form.defaultSize();
		if (first != null) {
			variables.put("first", first);
		}
		String after = queries.parameter(request, "after");
		if (after != null) {
			variables.put("after", after);
		}
		return new ListParameters(queries.parameter(request, "filter"), orderBy, first, requestedFirst, after,
				variables);
	}

	private static @Nullable Integer first(@Nullable String text, OutputForm form) {
		if (text == null) {
			return null;
		}
		int max = (form.maxSize() != null) ? form.maxSize() : 1_000_000;
		if (!text.matches("-?[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > max) {
			throw HttpErrorException.of(HttpStatus.BAD_REQUEST, "BAD_USER_INPUT",
					"`first` must be a number between 1 and " + max + ".");
		}
		return Integer.valueOf(text);
	}

	/** The parameters of the next page. */
	ListParameters after(String cursor) {
		return new ListParameters(this.filter, this.orderBy, this.first, this.requestedFirst, cursor, this.variables);
	}

	/** The parameters that were given, for an address. */
	Map<String, String> given() {
		Map<String, String> given = new LinkedHashMap<>();
		putPresent("filter", this.filter, given);
		putPresent("orderBy", this.orderBy, given);
		putPresent("first", this.requestedFirst, given);
		putPresent("after", this.after, given);
		return given;
	}

	private static void putPresent(String name, @Nullable Object value, Map<String, String> given) {
		if (value != null) {
			given.put(name, value.toString());
		}
	}

}
