package dev.marquee.security;

import java.io.PrintStream;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * The command {@code key}, which creates, lists and revokes API keys.
 */
public class ApiKeyCommand {

	private static final int EXIT_FAILURE = 1;

	private static final int EXIT_USAGE = 2;

	/** A key is listed on one line, and control characters could forge another. */
	private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,200}");

	private static final String USAGE = """
			Usage: key create --name NAME --scope SCOPE [--scope SCOPE] [--organizer org_...] [--expires 2027-01-01]
			       key list
			       key revoke ID
			Scopes: %s""".formatted(Scope.keyValues());

	private final ApiKeys apiKeys;

	private final Clock clock;

	private final PrintStream out;

	private final PrintStream err;

	public ApiKeyCommand(ApiKeys apiKeys, Clock clock, PrintStream out, PrintStream err) {
		this.apiKeys = apiKeys;
		this.clock = clock;
		this.out = out;
		this.err = err;
	}

	/**
	 * Runs the command with the arguments after {@code key}.
	 * @return the exit status: 0 for success, 1 for an unknown key or organizer, 2 for
	 * invalid arguments
	 */
	public int run(List<String> arguments) {
		try {
			return switch (arguments.isEmpty() ? "" : arguments.getFirst()) {
				case "create" -> create(arguments.subList(1, arguments.size()));
				case "list" -> list();
				case "revoke" -> revoke(arguments.subList(1, arguments.size()));
				default -> throw new IllegalArgumentException(USAGE);
			};
		}
		catch (IllegalArgumentException ex) {
			this.err.println(ex.getMessage());
			return EXIT_USAGE;
		}
	}

	private int create(List<String> arguments) {
		Map<String, String> options = new HashMap<>();
		Set<Scope> scopes = EnumSet.noneOf(Scope.class);
		Iterator<String> rest = arguments.iterator();
		while (rest.hasNext()) {
			String option = rest.next();
			String value = rest.hasNext() ? rest.next() : "";
			switch (option) {
				case "--scope" -> scopes.add(parseScope(value));
				case "--name", "--organizer", "--expires" -> options.put(option, value);
				default -> throw new IllegalArgumentException(USAGE);
			}
		}
		String name = options.getOrDefault("--name", "").strip();
		if (name.isEmpty() || scopes.isEmpty()) {
			throw new IllegalArgumentException(USAGE);
		}
		if (!NAME.matcher(name).matches()) {
			throw new IllegalArgumentException(
					"The name must have 1 to 200 characters, and no line breaks or control characters.");
		}
		return create(name, scopes, parseOrganizer(options.get("--organizer")), parseExpiry(options.get("--expires")));
	}

	private int create(String name, Set<Scope> scopes, @Nullable UUID organizer, @Nullable Instant expiry) {
		try {
			ApiKeyToken token = this.apiKeys.create(name, scopes, organizer, expiry);
			this.out.println(token.text());
			this.err.println("Key " + token.id() + " created. Store it now: it is not shown again.");
			return 0;
		}
		catch (DataIntegrityViolationException ex) {
			this.err.println("Unknown organizer.");
			return EXIT_FAILURE;
		}
	}

	private int list() {
		for (ApiKey key : this.apiKeys.all()) {
			this.out.printf("%s  %-7s  %s  %s%s%s%s%n", key.id(), key.status(this.clock.instant()), key.name(),
					key.scopes().stream().map(Scope::value).sorted().collect(Collectors.joining(",")),
					formatOptional("  organizer org_", key.organizer()), formatOptional("  expires ", key.expiresAt()),
					formatOptional("  last used ", key.lastUsedAt()));
		}
		return 0;
	}

	private static String formatOptional(String label, @Nullable Object value) {
		return (value != null) ? label + value : "";
	}

	private int revoke(List<String> arguments) {
		if (arguments.size() != 1) {
			throw new IllegalArgumentException(USAGE);
		}
		UUID id = parseUuid(arguments.getFirst());
		if (!this.apiKeys.revoke(id)) {
			this.err.println("Unknown or already revoked key: " + id);
			return EXIT_FAILURE;
		}
		this.out.println("Key " + id + " revoked. Running servers reject its requests within one second, "
				+ "and close its sockets and streams within about two.");
		return 0;
	}

	private static Scope parseScope(String value) {
		return Scope.ofKey(value)
			.orElseThrow(() -> new IllegalArgumentException(
					"Unknown scope `" + value + "`; known scopes of keys: " + Scope.keyValues()));
	}

	private static @Nullable UUID parseOrganizer(@Nullable String id) {
		return (id != null) ? parseUuid(id.startsWith("org_") ? id.substring("org_".length()) : id) : null;
	}

	private static UUID parseUuid(String text) {
		try {
			return UUID.fromString(text);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("Invalid id: " + text, ex);
		}
	}

	private @Nullable Instant parseExpiry(@Nullable String text) {
		if (text == null) {
			return null;
		}
		try {
			Instant expiry = text.contains("T") ? Instant.parse(text)
					: LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
			if (!expiry.isAfter(this.clock.instant())) {
				throw new IllegalArgumentException("Expiry is in the past: " + text);
			}
			return expiry;
		}
		catch (DateTimeException ex) {
			throw new IllegalArgumentException("Invalid date (expected e.g. 2027-01-01): " + text, ex);
		}
	}

}
