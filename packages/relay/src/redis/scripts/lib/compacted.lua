-- A conversation that is over may lie in one value. Then its log's key holds a string and no stream: `TOP:` and compressed bytes; of its state there
-- is no more than what was set since, which counts. Whatever would write to it answers 'compacted', and is tried again once the client put
-- everything back (restore.lua).

local function is_compacted(key) return redis.call('TYPE', key).ok == 'string' end

-- The client takes answers for UTF-8 and sends arguments as such: there a byte from 128 on is a character of two.
local function as_text(bytes)
  local characters = {}
  for byte = 128, 255 do characters[string.char(byte)] = string.char(192 + math.floor(byte / 64), 128 + byte % 64) end
  return (string.gsub(bytes, '[\128-\255]', characters))
end

local function as_bytes(characters)
  local bytes = {}
  for byte = 128, 255 do bytes[string.char(192 + math.floor(byte / 64), 128 + byte % 64)] = string.char(byte) end
  return (string.gsub(characters, '[\194\195][\128-\191]', bytes))
end

-- The state as names and values, and the value of one that is compacted as text (else empty).
local function whole(key, state)
  local flat = redis.call('HGETALL', state)
  for i = 1, #flat, 2 do
    if flat[i] == 'top' then return flat, '' end
  end
  return flat, is_compacted(key) and as_text(redis.call('GET', key)) or ''
end
