-- Appends one entry by the append rule: fenced, conflict, duplicate, gap, full; then write and ring (protocol rule 7).
-- Guarantee: every check comes before the first write; Lua does not roll back.
-- KEYS 1 log  2 state  3 senders
-- ARGV 1 now  2 conversation  3 session  4 seq  5 digest  6 kind  7 by  8 body  9 visible  10 party  11 listed
--      12 rep  13 epoch  14 claim (empty rep: not fenced)  15 most entries of an engagement  16 bodies remembered
-- Returns session, seq, what, then: appended offset chain at open | duplicate offset open | gap highest | fenced epoch | conflict | full
local session, seq, digest = ARGV[3], tonumber(ARGV[4]), ARGV[5]
local r = redis.call('HMGET', KEYS[2], 'epoch', 'rep', 'claim', 'openSince', 'top')
if ARGV[12] ~= '' and ((r[1] or '0') ~= ARGV[13] or r[2] ~= ARGV[12] or r[3] ~= ARGV[14]) then
  return { session, ARGV[4], 'fenced', r[1] or '0' }
end
local what, detail, highest, recent = place(redis.call('HGET', KEYS[3], session), seq, digest)
local open = (r[4] and r[4] ~= '') and '1' or '0'
if what == 'duplicate' then return { session, ARGV[4], what, detail, open } end
if what ~= 'next' then return { session, ARGV[4], what, detail } end
if open == '1' and (tonumber(r[5]) or 0) - tonumber(r[4]) >= tonumber(ARGV[15]) then return { session, ARGV[4], 'full' } end
local at = now()
local top, chain = write_entry(KEYS[1], KEYS[2], at,
  { session = session, seq = ARGV[4], kind = ARGV[6], by = ARGV[7], body = ARGV[8], visible = ARGV[9], party = ARGV[10], listed = ARGV[11] })
redis.call('HSET', KEYS[3], session, advanced(highest, recent, digest, text(top), tonumber(ARGV[16])))
bell('cnv/' .. ARGV[2])
return { session, ARGV[4], 'appended', text(top), chain, text(at), open }
