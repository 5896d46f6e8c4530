#!lua flags=allow-oom
-- The claim is bound to its conversation; it is due again only if a ring ends. A ring that ends without another time was answered: the rep has
-- missed none since.
-- Guarantee: what was released stays so; the claim's beginning does not move.
-- KEYS  1 claims  2 missed
-- ARGV  1 team  2 claim  3 dueAfterMs (empty: never)
-- Returns confirmed | unknown
local old = redis.call('HGET', KEYS[1], ARGV[2])
if not old then return 'unknown' end
local c = split(old)
local due = ARGV[3] == '' and '' or text(now() + tonumber(ARGV[3]))
redis.call('HSET', KEYS[1], ARGV[2], table.concat({ c[1], 'confirmed', due, c[4], c[5], c[6] }, '|'))
if c[2] == 'confirmed' and c[3] ~= '' and due == '' then redis.call('HDEL', KEYS[2], c[1]) end
bell('team/' .. ARGV[1])
return 'confirmed'
