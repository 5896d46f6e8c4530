#!lua flags=no-writes
-- Judges a cursor against the log and answers all that an attach needs, as of one moment.
-- Guarantee: ok only if the entry at the cursor's offset has the cursor's chain, that is, if the reader's past is the log's.
-- KEYS  1 log  2 state  3 senders
-- ARGV  1 offset (0: from the beginning)  2 chain  3… sessions
-- Returns ok | reset, the state as names and values, the highest seq of each session; of one that is compacted: compacted, the state, its value
local state, value = whole(KEYS[1], KEYS[2])
if value ~= '' then return { 'compacted', state, value } end
local verdict = 'ok'
if ARGV[1] ~= '0' then
  local id = ARGV[1] .. '-0'
  local entry = redis.call('XRANGE', KEYS[1], id, id)[1]
  if not entry or entry[2][2] ~= ARGV[2] then verdict = 'reset' end
end
local highest = {}
for i = 3, #ARGV do
  local stored = redis.call('HGET', KEYS[3], ARGV[i])
  highest[#highest + 1] = stored and string.match(stored, '^%d+') or '0'
end
return { verdict, state, highest }
