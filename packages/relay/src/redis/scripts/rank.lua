#!lua flags=no-writes
-- Who would be claimed now, the best first.
-- Guarantee: everything as of one moment, and the version of that moment.
-- KEYS  1 roster  2 ready  3 present  4 version
-- ARGV  1 most reps to name  2 preferred (or empty)  3 how many are excluded, and they
-- Returns version, reps | version, nobody or at_capacity | roster
local roster = roster_of(KEYS[1])
if not roster then return { 'roster' } end
local excluded = excluded_in(ARGV, 3)
local asked = { at = now(), roster = roster, ready = KEYS[2], present = KEYS[3], preferred = ARGV[2], excluded = excluded }
local found, is_anybody_there = best_of(asked, tonumber(ARGV[1]))
local version = redis.call('GET', KEYS[4]) or '0'
if #found == 0 then return { version, is_anybody_there and 'at_capacity' or 'nobody' } end
local reps = {}
for i, one in ipairs(found) do reps[i] = one.rep end
return { version, reps }
