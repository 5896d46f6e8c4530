#!lua flags=no-writes
-- What time it is where the floor lies.
-- Guarantee: by the clock that everything of the floor goes by.
-- KEYS  1 version: the way to the server
-- ARGV  none
-- Returns at
return text(now())
