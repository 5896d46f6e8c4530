#!lua flags=allow-oom
-- Says who the candidates under a name are, for some time. Also where memory is full: it ends by itself, and a look at the floor needs it.
-- Guarantee: whole or not at all. A name stands for the same candidates for ever: it follows from them.
-- KEYS  1 roster
-- ARGV  1 ms to keep it  2… name, value, name, value …
-- Returns nothing
-- So many at once as Lua can hand over as arguments.
for first = 2, #ARGV, 1000 do redis.call('HSET', KEYS[1], unpack(ARGV, first, math.min(first + 999, #ARGV))) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return false
