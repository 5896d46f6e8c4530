-- A list's places up to the last wanted: conversation, queuedAt, what it brings along.
local function places_of(list, brought, last)
  local found, members = {}, redis.call('ZRANGE', list, '0', last, 'WITHSCORES')
  for i = 1, #members, 2 do
    found[#found + 1] = members[i]; found[#found + 1] = members[i + 1]
    found[#found + 1] = redis.call('HGET', brought, members[i]) or ''
  end
  return found
end
