#!lua
-- Counts an invitation that promises no named rep, for its time.
-- Guarantee: never more than allowed; the same one again takes nothing.
-- KEYS  1 grants
-- ARGV  1 grant  2 livesMs  3 most  4 site|conversation|value
-- Returns taken or full, and how many are under way
local at = now()
local live = forget_grants(KEYS[1], at)
if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return { 'taken', live } end
if live >= tonumber(ARGV[3]) then return { 'full', live } end
redis.call('HSET', KEYS[1], ARGV[1], table.concat({ text(at + tonumber(ARGV[2])), text(at), ARGV[4] }, '|'))
return { 'taken', live + 1 }
