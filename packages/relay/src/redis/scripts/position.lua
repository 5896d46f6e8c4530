#!lua flags=no-writes
-- Who waits, and how far each site is ahead: what the order follows from.
-- Guarantee: everything as of one moment.
-- KEYS  1 queue  2 what each brings along  3 turns
-- ARGV  none
-- Returns per place: conversation, queuedAt, what it brings along; then the turns
return { places_of(KEYS[1], KEYS[2], '-1'), redis.call('HGETALL', KEYS[3]) }
