-- Ends every sign-in of a rep and says so.
-- KEYS 1 the rep's list      ARGV 1 (unused)  2 rep  3 prefix of a sign-in's key (the same slot)
for _, hash in ipairs(redis.call('SMEMBERS', KEYS[1])) do redis.call('DEL', ARGV[3] .. hash) end
redis.call('DEL', KEYS[1])
bell('rep/' .. ARGV[2])
return 'ok'
