-- Judges a cursor against the log and answers all that an attach needs, as of one moment.
-- KEYS 1 log  2 state  3 senders      ARGV 1 now  2 offset  3 chain  4… sessions
-- Returns ok|reset, state as names and values, highest per session
local verdict = 'ok'
if ARGV[2] ~= '0' then
  local entry = redis.call('XRANGE', KEYS[1], ARGV[2] .. '-0', ARGV[2] .. '-0')
  if #entry == 0 or entry[1][2][2] ~= ARGV[3] then verdict = 'reset' end
end
local highest = {}
for i = 4, #ARGV do
  local stored = redis.call('HGET', KEYS[3], ARGV[i])
  highest[#highest + 1] = stored and string.match(stored, '^%d+') or '0'
end
return { verdict, redis.call('HGETALL', KEYS[2]), highest }
