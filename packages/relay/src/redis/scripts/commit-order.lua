#!lua
-- Replaces an order and its place in the site's list.
-- Guarantee: only at the expected revision, which it raises by one.
-- KEYS  1 orders (key -> revision|record)  2 orders by time
-- ARGV  1 key  2 expected revision  3 record  4 at
-- Returns committed at | stale record
local current = redis.call('HGET', KEYS[1], ARGV[1])
local revision, record = string.match(current or '0|', '^(%d+)|(.*)$')
if revision ~= ARGV[2] then return { 'stale', record } end
redis.call('HSET', KEYS[1], ARGV[1], text(tonumber(revision) + 1) .. '|' .. ARGV[3])
redis.call('ZADD', KEYS[2], ARGV[4], ARGV[1])
return { 'committed', text(now()) }
