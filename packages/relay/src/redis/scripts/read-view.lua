#!lua flags=no-writes
-- Reads a conversation's state, with the value of one that is compacted.
-- Guarantee: both as of one moment.
-- KEYS  1 log  2 state
-- ARGV  none
-- Returns the state as names and values, and the compacted value (empty: it is not)
return { whole(KEYS[1], KEYS[2]) }
