-- A conversation's log and what its entries move in the state beside it.
-- log: a stream, the entry at offset 7 under the id 7-0, its fields always in this order:
--   c chain  s session  n seq  t time  k kind  b author as JSON  d body as it was sent
-- state: a hash: top chain visitorTop lastVisitorAt firstRepAt lastRepAt unread lastText; the record's and the marks' fields are others'.

-- Where a log stands. `set` gathers the names and values of the state that entries move. The other fields that are named come as a list; the
-- first of them is its fifth.
local function standing(state, ...)
  local s = redis.call('HMGET', state, 'top', 'chain', 'firstRepAt', 'unread', ...)
  return { top = tonumber(s[1] or 0), chain = s[2] or '', has_reply = s[3], unread = tonumber(s[4] or 0), set = {} }, s
end

local function put(log, name, value)
  local set = log.set
  set[#set + 1] = name
  set[#set + 1] = value
end

-- Appends one entry: of this session and seq, at this time (as text), its kind, by, body, visible, party and listed from ARGV[i] on.
-- Every check is the caller's, and was made.
local function write_entry(key, log, at, session, seq, i)
  local kind, by, body, party, listed = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 4], ARGV[i + 5]
  log.top = log.top + 1
  local top = text(log.top)
  log.chain = string.sub(redis.sha1hex(log.chain .. '|' .. session .. '|' .. seq .. '|' .. kind .. '|' .. by .. '|' .. body), 1, 12)
  redis.call('XADD', key, top .. '-0', 'c', log.chain, 's', session, 'n', seq, 't', at, 'k', kind, 'b', by, 'd', body)
  put(log, 'top', top)
  put(log, 'chain', log.chain)
  if ARGV[i + 3] == '1' then put(log, 'visitorTop', top) end
  if party == 'visitor' then
    log.unread = log.unread + 1
    put(log, 'lastVisitorAt', at)
    put(log, 'unread', text(log.unread))
  elseif party == 'rep' then
    put(log, 'lastRepAt', at)
    if not log.has_reply then put(log, 'firstRepAt', at) end
  end
  -- A mark in front tells words that are empty from none.
  if listed ~= '' then put(log, 'lastText', string.sub(listed, 2)) end
  return top
end

-- Writes down all that was put, in one step.
local function save(state, log) redis.call('HSET', state, unpack(log.set)) end

-- Is this entry, as XRANGE gives it, a message of the visitor's?
local function is_visitors_message(entry)
  return entry[2][10] == 'message' and string.find(entry[2][12], '{"kind":"visitor"', 1, true) == 1
end
