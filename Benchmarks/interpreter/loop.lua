local function loop(n)
  local s, i = 0, 0
  while i < n do
    s = (s * 31 + i) % 1000003
    i = i + 1
  end
  return s
end

local rounds, total = tonumber(arg[1]), 0
for _ = 1, rounds do total = total + loop(2000000) end
print(total)
