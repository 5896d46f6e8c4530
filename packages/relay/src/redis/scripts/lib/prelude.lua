-- In front of every script. Behind a script's own arguments comes one more, which it never sees: the time in milliseconds, or empty for the
-- server's own.
local given_time = table.remove(ARGV)

local function now()
  if given_time ~= '' then return tonumber(given_time) end
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end

-- Numbers as text: all digits, never an exponent.
local function text(number) return string.format('%.0f', number) end

-- Heard once everything this script wrote is durable: the server sends nothing before it has synced.
local function bell(topic, message) redis.call('PUBLISH', bell_prefix .. topic, message or '') end
