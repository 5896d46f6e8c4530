-- Writes a conversation's record and the relay's entries in one step, if nobody wrote meanwhile. A cause that is there already is passed over.
-- KEYS 1 log  2 state  3 senders
-- ARGV 1 now  2 conversation  3 expected revision  4 record  5 epoch  6 rep  7 claim  8 openSince  9 bodies remembered
--      then per entry: session, digest, kind, by, body, visible, party, listed
-- Returns committed at | stale record
local current = redis.call('HMGET', KEYS[2], 'revision', 'record')
if (current[1] or '0') ~= ARGV[3] then return { 'stale', current[2] or '' } end
local at = now()
redis.call('HSET', KEYS[2], 'revision', text(tonumber(ARGV[3]) + 1), 'record', ARGV[4], 'epoch', ARGV[5], 'rep', ARGV[6], 'claim', ARGV[7], 'openSince', ARGV[8])
for i = 10, #ARGV, 8 do
  local session, digest = ARGV[i], ARGV[i + 1]
  if redis.call('HEXISTS', KEYS[3], session) == 0 then
    local top = write_entry(KEYS[1], KEYS[2], at, { session = session, seq = '1', kind = ARGV[i + 2], by = ARGV[i + 3], body = ARGV[i + 4],
      visible = ARGV[i + 5], party = ARGV[i + 6], listed = ARGV[i + 7] })
    redis.call('HSET', KEYS[3], session, advanced(0, {}, digest, text(top), tonumber(ARGV[9])))
  end
end
bell('cnv/' .. ARGV[2])
return { 'committed', text(at) }
