alter table venue
  add column street text check (char_length(street) between 1 and 500),
  add column postal_code text check (char_length(postal_code) between 1 and 20),
  add column website text check (website ~ '^https?://' and char_length(website) <= 2048),
  add column telephone text check (char_length(telephone) between 1 and 50);

comment on column venue.street is 'Street and number. Unlike full_address, it does not identify the venue.';
comment on column venue.website is 'The URL of the venue''s own page.';
comment on column venue.telephone is 'As the listing writes it.';

alter table organizer
  add column logo_url text check (logo_url ~ '^https?://' and char_length(logo_url) <= 2048),
  add column email text check (email ~ '^[^[:space:]@]+@[^[:space:]@]+$' and char_length(email) <= 254),
  add column telephone text check (char_length(telephone) between 1 and 50);

comment on column organizer.email is 'The public address for questions.';
comment on column organizer.telephone is 'As the listing writes it.';
