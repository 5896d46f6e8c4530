-- Shared by every script. ARGV[1] is the time in milliseconds, or empty for the store's own.
local function now()
  if ARGV[1] ~= '' then return tonumber(ARGV[1]) end
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
-- Numbers as text without an exponent.
local function text(number) return string.format('%.0f', number) end
local function bell(topic, message) redis.call('PUBLISH', 'tillside:bell:' .. topic, message or '') end
-- Where a frame stands in its session: protocol rule 7 without what only a conversation knows.
-- A session is stored as "highest|digest:offset,digest:offset,…", oldest first.
local function place(stored, seq, digest)
  local highest, recent = 0, {}
  if stored then
    local bar = string.find(stored, '|', 1, true)
    highest = tonumber(string.sub(stored, 1, bar - 1))
    for d, o in string.gmatch(string.sub(stored, bar + 1), '(%x+):(%d+)') do recent[#recent + 1] = { d, o } end
  end
  if seq > highest + 1 then return 'gap', text(highest), highest, recent end
  if seq == highest + 1 then return 'next', '0', highest, recent end
  local known = recent[#recent + seq - highest]
  if not known then return 'duplicate', '0', highest, recent end
  if known[1] == digest then return 'duplicate', known[2], highest, recent end
  return 'conflict', '0', highest, recent
end
-- The session after its next frame went to `offset`.
local function advanced(highest, recent, digest, offset, keep)
  recent[#recent + 1] = { digest, offset }
  local parts = {}
  for i = math.max(1, #recent - keep + 1), #recent do parts[#parts + 1] = recent[i][1] .. ':' .. recent[i][2] end
  return text(highest + 1) .. '|' .. table.concat(parts, ',')
end
-- Appends one entry to a log and moves the log's state. All checks are the caller's and were made.
local function write_entry(log, state, at, e)
  local s = redis.call('HMGET', state, 'top', 'chain', 'firstRepAt', 'unread')
  local top = (tonumber(s[1]) or 0) + 1
  local chain = string.sub(redis.sha1hex((s[2] or '') .. '|' .. e.session .. '|' .. e.seq .. '|' .. e.kind .. '|' .. e.by .. '|' .. e.body), 1, 12)
  redis.call('XADD', log, text(top) .. '-0', 'c', chain, 's', e.session, 'n', e.seq, 't', text(at), 'k', e.kind, 'b', e.by, 'd', e.body)
  local set = { 'top', text(top), 'chain', chain }
  local function put(name, value) set[#set + 1] = name; set[#set + 1] = value end
  if e.visible == '1' then put('visitorTop', text(top)) end
  if e.party == 'visitor' then
    put('lastVisitorAt', text(at)); put('unread', text((tonumber(s[4]) or 0) + 1))
  elseif e.party == 'rep' then
    put('lastRepAt', text(at))
    if not s[3] then put('firstRepAt', text(at)) end
  end
  if e.listed ~= '' then put('lastText', string.sub(e.listed, 2)) end
  redis.call('HSET', state, unpack(set))
  return top, chain
end
