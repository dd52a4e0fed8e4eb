package dev.marquee.security;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.marquee.db.tables.records.ApiKeyRecord;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static dev.marquee.db.Tables.API_KEY;

/**
 * The API keys in the database.
 */
@Component
public class ApiKeys {

	private final DSLContext dsl;

	private final Clock clock;

	private final SecureRandom secureRandom = new SecureRandom();

	private final NoArgGenerator idGenerator = Generators.timeBasedEpochGenerator();

	ApiKeys(DSLContext dsl, Clock clock) {
		this.dsl = dsl;
		this.clock = clock;
	}

	/**
	 * Creates a key.
	 * @return the token, which cannot be read again
	 */
	ApiKeyToken create(String name, Set<Scope> scopes, @Nullable UUID organizer, @Nullable Instant expiresAt) {
		ApiKeyToken token = ApiKeyToken.generate(this.idGenerator.generate(), this.secureRandom);
		ApiKeyRecord row = this.dsl.newRecord(API_KEY);
		row.setId(token.id());
		row.setName(name);
		row.setHash(token.hash());
		row.setScopes(scopes.stream().sorted().map(Scope::value).toArray(String[]::new));
		row.setOrganizerId(organizer);
		row.setCreatedAt(this.clock.instant());
		row.setExpiresAt(expiresAt);
		row.insert();
		return token;
	}

	List<ApiKey> all() {
		return this.dsl.selectFrom(API_KEY).orderBy(API_KEY.CREATED_AT, API_KEY.ID).fetch(ApiKeys::toApiKey);
	}

	Optional<StoredApiKey> find(UUID id) {
		return this.dsl.selectFrom(API_KEY)
			.where(API_KEY.ID.eq(id))
			.fetchOptional((row) -> new StoredApiKey(toApiKey(row), row.getHash()));
	}

	/** Revokes a key; returns false if it is unknown or already revoked. */
	boolean revoke(UUID id) {
		return this.dsl.update(API_KEY)
			.set(API_KEY.REVOKED_AT, this.clock.instant())
			.where(API_KEY.ID.eq(id), API_KEY.REVOKED_AT.isNull())
			.execute() > 0;
	}

	/** Returns those of the keys that are revoked, expired or deleted. */
	Set<UUID> findInvalid(Set<UUID> ids) {
		Set<UUID> invalid = new HashSet<>(ids);
		invalid.removeAll(this.dsl.select(API_KEY.ID)
			.from(API_KEY)
			.where(API_KEY.ID.eq(DSL.any(ids.toArray(UUID[]::new))), API_KEY.REVOKED_AT.isNull())
			.and(API_KEY.EXPIRES_AT.isNull().or(API_KEY.EXPIRES_AT.gt(this.clock.instant())))
			.fetch(API_KEY.ID));
		return invalid;
	}

	void recordUse(UUID id, Instant at) {
		this.dsl.update(API_KEY).set(API_KEY.LAST_USED_AT, at).where(API_KEY.ID.eq(id)).execute();
	}

	private static ApiKey toApiKey(ApiKeyRecord row) {
		Set<Scope> scopes = Stream.of(row.getScopes())
			.flatMap((scope) -> Scope.of(scope).stream())
			.collect(Collectors.toSet());
		return new ApiKey(row.getId(), row.getName(), scopes, row.getOrganizerId(), row.getCreatedAt(),
				row.getExpiresAt(), row.getLastUsedAt(), row.getRevokedAt());
	}

	/**
	 * A key with the SHA-256 of its token.
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared by equals
	record StoredApiKey(ApiKey key, byte[] hash) {
	}

}
