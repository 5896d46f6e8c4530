#!lua flags=allow-oom
-- Takes a conversation away.
-- Guarantee: all of it or nothing; where a top is named, only while the log stands there.
-- KEYS  1 log  2 state  3 senders
-- ARGV  1 conversation  2 top (empty: whatever it is)
-- Returns 1, or 0 where somebody wrote meanwhile
local top = redis.call('HGET', KEYS[2], 'top')
if not top and is_compacted(KEYS[1]) then top = string.match(redis.call('GETRANGE', KEYS[1], '0', '20'), '^%d+') end
if ARGV[2] ~= '' and (top or '0') ~= ARGV[2] then return 0 end
if redis.call('DEL', KEYS[1], KEYS[2], KEYS[3]) > 0 then bell('cnv/' .. ARGV[1]) end
return 1
