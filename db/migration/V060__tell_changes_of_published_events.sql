-- Drafts are logged as everything is, but nobody hears of one before it is published. What was logged before there were
-- drafts does not say; it was published.
create or replace function is_listed(event event_search) returns boolean
  language sql immutable parallel safe
  return event.event_id is not null and coalesce(event.published, true);
