#!lua
-- Writes a conversation's record and the relay's entries in one step.
-- Guarantee: only at the expected revision, which it raises by one; a cause that is in the log already is passed over.
-- KEYS  1 log  2 state  3 senders
-- ARGV  1 conversation  2 expected revision  3 record  4 epoch  5 rep  6 claim  7 openSince (empty: nothing open)
--       then per entry: session, digest, kind, by, body, visible, party, listed
-- Returns committed at | stale record | compacted
local log, current = standing(KEYS[2], 'revision', 'record')
if log.top == 0 and is_compacted(KEYS[1]) then return { 'compacted' } end
if (current[5] or '0') ~= ARGV[2] then return { 'stale', current[6] or '' } end
local fresh, seen = {}, {}
for i = 8, #ARGV, 8 do
  local session = ARGV[i]
  if not seen[session] and redis.call('HEXISTS', KEYS[3], session) == 0 then fresh[#fresh + 1] = i end
  seen[session] = true
end
local at = text(now())
for _, i in ipairs(fresh) do
  local offset = write_entry(KEYS[1], log, at, ARGV[i], '1', i + 2)
  redis.call('HSET', KEYS[3], ARGV[i], advanced(false, '1', ARGV[i + 1], offset, 1))
end
put(log, 'revision', text(tonumber(ARGV[2]) + 1))
put(log, 'record', ARGV[3])
put(log, 'epoch', ARGV[4])
put(log, 'rep', ARGV[5])
put(log, 'claim', ARGV[6])
put(log, 'openSince', ARGV[7])
save(KEYS[2], log)
bell('cnv/' .. ARGV[1])
return { 'committed', at }
