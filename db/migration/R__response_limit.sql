-- A function rather than an expression, since PostgreSQL would compute a constant expression while it plans a statement.
create or replace function response_too_large() returns bytea
  language plpgsql parallel safe as $$
begin
  raise exception using errcode = 'MQ413', message = 'The response is too large';
end
$$;

comment on function response_too_large is
  'Ends a statement whose result has grown larger than a response may be.';
