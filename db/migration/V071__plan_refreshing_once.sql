-- Whoever changes one event has its row of event_search and its entry in the log written by two long statements. For a list of
-- one event PostgreSQL takes a plan of its own to be cheaper than the one that it keeps, and plans both anew for each event:
-- five times the work of running them. Marquee's own connections ask for the kept plan anyway; this is for all others.
-- Replacing one of these functions drops the setting: say it again then.
alter function refresh_event_search(uuid[]) set plan_cache_mode = force_generic_plan set enable_seqscan = off;
alter function log_changes(uuid[], event_search[]) set plan_cache_mode = force_generic_plan set enable_seqscan = off;
