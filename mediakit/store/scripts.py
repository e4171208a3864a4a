"""The Lua scripts of the Redis store: each is one step that nobody can come between.

What stands in Redis, `P` being the store's prefix:

    P entry:<key>   hash: `saved`; `text` (the entry as JSON) and `about` (the embed's key), or `gone` (why: tombstone)
    P lease:<key>   hash: `token`, `until`; stays a day after it ended, so that its token still fences
    P about:<key>   set: the keys that lead to this thing, short links
    P keys          sorted set of all keys, in the order of their letters
    P due           sorted set of the keys that are refreshed, by `fresh_until`
    P token, P form the last token; the version of this form

All keys share the hash tag in `P`, so a cluster holds them in one slot. Times are compared as numbers and kept as they
were written. Source: redis.io/docs/latest/develop/programmability/eval-intro.
"""

from __future__ import annotations

from typing import Final

# KEYS: entry, lease, keys, due, then the entries of what this one holds. ARGV: P, key, saved, text, about, due, token.
# Answers 1 kept, 0 refused, -1 something in it was forgotten.
SAVE: Final = """
local there = redis.call('HMGET', KEYS[1], 'saved', 'gone', 'about')
if there[2] then return 0 end
if there[1] and tonumber(there[1]) > tonumber(ARGV[3]) then return 0 end
if ARGV[7] ~= '' then
  local last = redis.call('HGET', KEYS[2], 'token')
  if last and tonumber(last) > tonumber(ARGV[7]) then return 0 end
end
for n = 5, #KEYS do
  if redis.call('HEXISTS', KEYS[n], 'gone') == 1 then return -1 end
end
if there[3] and there[3] ~= ARGV[5] then redis.call('SREM', ARGV[1] .. 'about:' .. there[3], ARGV[2]) end
redis.call('HSET', KEYS[1], 'saved', ARGV[3], 'text', ARGV[4], 'about', ARGV[5])
redis.call('ZADD', KEYS[3], 0, ARGV[2])
if ARGV[6] == '' then redis.call('ZREM', KEYS[4], ARGV[2]) else redis.call('ZADD', KEYS[4], ARGV[6], ARGV[2]) end
if ARGV[5] ~= '' and ARGV[5] ~= ARGV[2] then redis.call('SADD', ARGV[1] .. 'about:' .. ARGV[5], ARGV[2]) end
return 1
"""

# KEYS: entry, keys, due. ARGV: P, key, saved, reason, "alone" for this key without what it led to.
# Answers key and text of each that is a tombstone now.
PURGE: Final = """
if redis.call('HEXISTS', KEYS[1], 'gone') == 1 then return {} end
local names, seen, out = {ARGV[2]}, {}, {}
local about = redis.call('HGET', KEYS[1], 'about')
if about and ARGV[5] == 'alone' then redis.call('SREM', ARGV[1] .. 'about:' .. about, ARGV[2]) end
if about and about ~= '' and ARGV[5] ~= 'alone' then names[2] = about end
local n = 1
while names[n] do
  local name = names[n]
  local entry = ARGV[1] .. 'entry:' .. name
  if not seen[name] then
    seen[name] = true
    for _, led in ipairs(redis.call('SMEMBERS', ARGV[1] .. 'about:' .. name)) do names[#names + 1] = led end
    redis.call('DEL', ARGV[1] .. 'about:' .. name)
    if redis.call('HEXISTS', entry, 'gone') == 0 then
      out[#out + 1] = name
      out[#out + 1] = redis.call('HGET', entry, 'text') or ''
      redis.call('DEL', entry)
      redis.call('HSET', entry, 'saved', ARGV[3], 'gone', ARGV[4])
      redis.call('ZADD', KEYS[2], 0, name)
      redis.call('ZREM', KEYS[3], name)
    end
  end
  n = n + 1
end
return out
"""

# KEYS: lease, token. ARGV: seconds, now (else the server's clock: the one that all machines share). Answers the token.
LEASE: Final = """
local now = tonumber(ARGV[2])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) + tonumber(time[2]) / 1000000
end
local till = redis.call('HGET', KEYS[1], 'until')
if till and tonumber(till) > now then return false end
local token = redis.call('INCR', KEYS[2])
redis.call('HSET', KEYS[1], 'token', token, 'until', string.format('%.17g', now + tonumber(ARGV[1])))
redis.call('EXPIRE', KEYS[1], math.ceil(tonumber(ARGV[1])) + 86400)
return token
"""

# KEYS: lease. ARGV: token.
RELEASE: Final = """
if redis.call('HGET', KEYS[1], 'token') == ARGV[1] then redis.call('HSET', KEYS[1], 'until', '0') end
"""

# KEYS: entry, keys, due. ARGV: P, key, saved. Answers how many went.
REMOVE: Final = """
local there = redis.call('HMGET', KEYS[1], 'saved', 'gone', 'about')
if there[2] or there[1] ~= ARGV[3] then return 0 end
redis.call('DEL', KEYS[1])
redis.call('ZREM', KEYS[2], ARGV[2])
redis.call('ZREM', KEYS[3], ARGV[2])
if there[3] then redis.call('SREM', ARGV[1] .. 'about:' .. there[3], ARGV[2]) end
return 1
"""
