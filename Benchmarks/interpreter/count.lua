local function once(n)
  local m, seed, size, most = {}, 1, 0, 0
  for _ = 1, n do
    seed = (seed * 1103515245 + 12345) % 2147483648
    local k = seed % 1000003
    m[k] = (m[k] or 0) + 1
  end
  for _, v in pairs(m) do
    size = size + 1
    if v > most then most = v end
  end
  return size + most
end

local rounds, total = tonumber(arg[1]), 0
for _ = 1, rounds do total = total + once(1500000) end
print(total)
