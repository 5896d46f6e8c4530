#!lua
-- Writes a conversation's record and the relay's entries in one step, if nobody wrote the record meanwhile. A cause that is in the log
-- already is passed over.
-- KEYS  1 log  2 state  3 senders
-- ARGV  1 conversation  2 expected revision  3 record  4 epoch  5 rep  6 claim  7 openSince (empty: nothing open)
--       then per entry: session, digest, kind, by, body, visible, party, listed
-- Returns committed at | stale record
local log, current = standing(KEYS[2], 'revision', 'record')
if (current[1] or '0') ~= ARGV[2] then return { 'stale', current[2] or '' } end
local fresh, seen = {}, {}
for i = 8, #ARGV, 8 do
  local session = ARGV[i]
  if not seen[session] and redis.call('HEXISTS', KEYS[3], session) == 0 then fresh[#fresh + 1] = i end
  seen[session] = true
end
local at = now()
for _, i in ipairs(fresh) do
  local offset = write_entry(KEYS[1], log, at, { session = ARGV[i], seq = '1', kind = ARGV[i + 2], by = ARGV[i + 3], body = ARGV[i + 4],
    visible = ARGV[i + 5], party = ARGV[i + 6], listed = ARGV[i + 7] })
  redis.call('HSET', KEYS[3], ARGV[i], advanced(false, 1, ARGV[i + 1], offset, 1))
end
save(KEYS[2], log, { 'revision', text(tonumber(ARGV[2]) + 1), 'record', ARGV[3],
  'epoch', ARGV[4], 'rep', ARGV[5], 'claim', ARGV[6], 'openSince', ARGV[7] })
bell('cnv/' .. ARGV[1])
return { 'committed', text(at) }
