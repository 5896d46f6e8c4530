#!lua flags=no-writes
-- The directory whole.
-- Guarantee: everything as of one revision.
-- KEYS  1 revision  2 sites  3 teams  4 reps
-- ARGV  none
-- Returns the revision, and the documents of sites, teams and reps
return { redis.call('GET', KEYS[1]) or '0', redis.call('HVALS', KEYS[2]), redis.call('HVALS', KEYS[3]), redis.call('HVALS', KEYS[4]) }
