#!lua
-- Appends the entries of one turn, each by the append rule (protocol rule 7): fenced, conflict, duplicate, gap, full; else it is written.
-- Guarantee: an entry's checks come before its first write, a refused one spoils none of the others, and they take effect in their order.
-- A conversation's bell rings once, if anything of it was written.
-- KEYS  per conversation: log, state, senders
-- ARGV  1 most entries of an engagement  2 bodies remembered  3… per conversation: its id
--       then per entry: which conversation (1…), session, seq, digest, kind, by, body, visible, party, listed, rep, epoch, claim
--       (rep empty: not fenced)
-- Returns per entry: session, seq, and appended offset chain at open | duplicate offset open | gap highest | fenced epoch | conflict | full
local most, remembered, count = tonumber(ARGV[1]), tonumber(ARGV[2]), #KEYS / 3
local at, written, answers = now(), {}, {}

local function append(i)
  local which, session, seq, digest = tonumber(ARGV[i]), ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  local key, state, senders = KEYS[3 * which - 2], KEYS[3 * which - 1], KEYS[3 * which]
  local log, record = standing(state, 'openSince', 'epoch', 'rep', 'claim')
  local rep, epoch = ARGV[i + 10], record[2] or '0'
  if rep ~= '' and (epoch ~= ARGV[i + 11] or record[3] ~= rep or record[4] ~= ARGV[i + 12]) then return { session, seq, 'fenced', epoch } end
  local stored = redis.call('HGET', senders, session)
  local what, detail = place(stored, tonumber(seq), digest)
  local since = tonumber(record[1] or '')
  local open = since and '1' or '0'
  if what ~= 'next' then return { session, seq, what, detail, open } end
  if since and log.top - since >= most then return { session, seq, 'full' } end
  local offset, chain = write_entry(key, log, at, { session = session, seq = seq, kind = ARGV[i + 4], by = ARGV[i + 5], body = ARGV[i + 6],
    visible = ARGV[i + 7], party = ARGV[i + 8], listed = ARGV[i + 9] })
  save(state, log)
  redis.call('HSET', senders, session, advanced(stored, tonumber(seq), digest, offset, remembered))
  written[which] = true
  return { session, seq, 'appended', offset, chain, text(at), open }
end

for i = 3 + count, #ARGV, 13 do answers[#answers + 1] = append(i) end
for which = 1, count do
  if written[which] then bell('cnv/' .. ARGV[2 + which]) end
end
return answers
