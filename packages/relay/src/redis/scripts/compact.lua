#!lua flags=allow-oom
-- Puts one compressed value in the place of a conversation's log, state and senders.
-- Guarantee: only if the state, and a value that was there before, are what the new one was made from: no entry moves without it.
-- KEYS  1 log  2 state  3 senders
-- ARGV  1 value as text  2 the value before as text (empty: a log)  3… the state's names and values
-- Returns 1, or 0 where somebody wrote meanwhile
local flat, before = whole(KEYS[1], KEYS[2])
if before ~= ARGV[2] or #flat ~= #ARGV - 2 then return 0 end
local state = {}
for i = 1, #flat, 2 do state[flat[i]] = flat[i + 1] end
for i = 3, #ARGV, 2 do
  if state[ARGV[i]] ~= ARGV[i + 1] then return 0 end
end
redis.call('DEL', KEYS[2], KEYS[3])
redis.call('SET', KEYS[1], as_bytes(ARGV[1]))
return 1
