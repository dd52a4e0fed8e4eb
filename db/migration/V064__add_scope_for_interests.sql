alter table api_key drop constraint api_key_scopes_check, add constraint api_key_scopes_check check (
  cardinality(scopes) > 0 and scopes <@ array['events:write', 'interests:write', 'listings:import', 'admin']
);
