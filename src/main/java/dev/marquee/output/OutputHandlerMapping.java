package dev.marquee.output;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.web.HttpRequestHandler;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.handler.AbstractHandlerMapping;

/**
 * Maps {@code /events.<form>} to lists and {@code /events/<id>.<form>} to single events.
 */
final class OutputHandlerMapping extends AbstractHandlerMapping {

	/** Before the mappings of annotated controllers and of static files. */
	private static final int ORDER = -4;

	private static final Pattern ADDRESS = Pattern.compile("/events(?:/([^/]{1,200}))?\\.([a-z]+)");

	private final Map<String, OutputForm> forms;

	private final OutputEndpoint endpoint;

	OutputHandlerMapping(List<OutputForm> forms, OutputEndpoint endpoint) {
		this.forms = forms.stream().collect(Collectors.toMap(OutputForm::extension, Function.identity()));
		this.endpoint = endpoint;
		setOrder(ORDER);
	}

	@Override
	protected @Nullable Object getHandlerInternal(HttpServletRequest request) {
		if (request.getDispatcherType() != DispatcherType.REQUEST) {
			return null;
		}
		String path = initLookupPath(request);
		Matcher address = ADDRESS.matcher(path);
		OutputForm form = address.matches() ? this.forms.get(address.group(2)) : null;
		if (form == null) {
			return null;
		}
		String id = address.group(1);
		String pattern = "/events" + ((id != null) ? "/{id}." : ".") + form.extension();
		request.setAttribute(BEST_MATCHING_PATTERN_ATTRIBUTE, pattern);
		ServerHttpObservationFilter.findObservationContext(request)
			.ifPresent((observation) -> observation.setPathPattern(pattern));
		return (id != null)
				? (HttpRequestHandler) (received, response) -> this.endpoint.sendEvent(form, id, received, response)
				: (HttpRequestHandler) (received, response) -> this.endpoint.sendList(form, received, response);
	}

}
