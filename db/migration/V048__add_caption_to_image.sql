alter table image add column caption text check (char_length(caption) between 1 and 1000);

comment on column image.caption is 'For all readers, such as the name of the photographer; alt describes the image to those who do not see it.';
