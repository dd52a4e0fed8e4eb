package dev.marquee.recurrence;

import java.util.Objects;

/**
 * A recurrence that cannot be expanded. The message is a sentence for clients, which says
 * what to change.
 */
public class InvalidRecurrenceException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public InvalidRecurrenceException(String message) {
		super(message);
	}

	@Override
	public String getMessage() {
		return Objects.requireNonNull(super.getMessage());
	}

}
