#!lua
-- Replaces a visitor's record.
-- Guarantee: only at the expected revision, which it raises by one.
-- KEYS  1 visitor
-- ARGV  1 visitor's id  2 expected revision  3 record
-- Returns committed at | stale record
local current = redis.call('HMGET', KEYS[1], 'revision', 'json')
if (current[1] or '0') ~= ARGV[2] then return { 'stale', current[2] or '' } end
redis.call('HSET', KEYS[1], 'revision', text(tonumber(ARGV[2]) + 1), 'json', ARGV[3])
bell('vis/' .. ARGV[1])
return { 'committed', text(now()) }
