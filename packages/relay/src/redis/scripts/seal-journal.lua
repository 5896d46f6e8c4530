#!lua flags=allow-oom
-- Puts the oldest rows of a journal, which name nobody any more, into one compressed value.
-- Guarantee: only if they are what the value was made of, and no row older than its last is elsewhere.
-- KEYS  1 journal  2 amended (`number|at|item` by number)  3 sealed (`first:` and compressed rows, by the last number)
-- ARGV  1 last number  2 value as text  3 rows  4 sha1 of them as they lie
-- Returns 1, or 0 where they changed meanwhile
if #redis.call('XRANGE', KEYS[1], '-', ARGV[1] .. '-0', 'COUNT', '1') > 0 then return 0 end
local rows = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])
if #rows ~= tonumber(ARGV[3]) or redis.sha1hex(table.concat(rows)) ~= ARGV[4] then return 0 end
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', ARGV[1])
redis.call('ZADD', KEYS[3], ARGV[1], as_bytes(ARGV[2]))
return 1
