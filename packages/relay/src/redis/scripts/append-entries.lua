#!lua
-- Appends the entries of one turn, each by the append rule (protocol rule 7): fenced, conflict, duplicate, gap, full; else it is written.
-- Guarantee: an entry's checks come before its first write, a refused one spoils none of the others, and they take effect in their order.
--       A conversation's bell rings once, if anything of it was written, and says that it was entries alone.
-- KEYS  per conversation: log, state, senders
-- ARGV  1 most entries of an engagement  2 bodies remembered  3… per conversation: its id
--       then per entry: which conversation (1…), session, seq, digest, kind, by, body, visible, party, listed, rep, epoch, claim
--       (rep empty: not fenced)
-- Returns per entry: session, seq, and appended offset chain at open | duplicate offset open | gap highest | fenced epoch | conflict | full
--       | compacted
local most, remembered, count = tonumber(ARGV[1]), tonumber(ARGV[2]), #KEYS / 3
local at, written, answers = text(now()), {}, {}

local function append(i)
  local which, session, seq, digest, rep = tonumber(ARGV[i]), ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 10]
  local state, senders = KEYS[3 * which - 1], KEYS[3 * which]
  local log, s = standing(state, 'openSince', 'epoch', 'rep', 'claim')
  if log.top == 0 and is_compacted(KEYS[3 * which - 2]) then return { session, seq, 'compacted' } end
  local since, epoch = tonumber(s[5] or ''), s[6] or '0'
  if rep ~= '' and (epoch ~= ARGV[i + 11] or s[7] ~= rep or s[8] ~= ARGV[i + 12]) then return { session, seq, 'fenced', epoch } end
  local stored = redis.call('HGET', senders, session)
  local what, detail = place(stored, tonumber(seq), digest)
  local open = since and '1' or '0'
  if what ~= 'next' then return { session, seq, what, detail, open } end
  if since and log.top - since >= most then return { session, seq, 'full' } end
  local offset = write_entry(KEYS[3 * which - 2], log, at, session, seq, i + 4)
  save(state, log)
  redis.call('HSET', senders, session, advanced(stored, seq, digest, offset, remembered))
  written[which] = true
  return { session, seq, 'appended', offset, log.chain, at, open }
end

for i = 3 + count, #ARGV, 13 do answers[#answers + 1] = append(i) end
for which = 1, count do
  if written[which] then bell('cnv/' .. ARGV[2 + which], 'entry') end
end
return answers
