-- The claim is bound; it is due again only if a ring ends.
-- KEYS 1 claims      ARGV 1 now  2 team  3 claim  4 dueAfterMs (or empty)
local old = redis.call('HGET', KEYS[1], ARGV[3])
if not old then return 'unknown' end
local c = split(old)
local due = ARGV[4] == '' and '' or text(now() + tonumber(ARGV[4]))
redis.call('HSET', KEYS[1], ARGV[3], table.concat({ c[1], 'confirmed', due, c[4], c[5], c[6] }, '|'))
bell('team/' .. ARGV[2])
return 'confirmed'
