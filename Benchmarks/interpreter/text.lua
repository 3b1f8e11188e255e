-- Lua's strings never change: its programs collect pieces in a table, so this does too.
local function build(n)
  local pieces = {}
  for i = 0, n - 1 do
    pieces[#pieces + 1] = "port "
    pieces[#pieces + 1] = i % 65536 .. "/tcp open\n"
  end
  return table.concat(pieces)
end

local function once()
  local s = build(300000)
  local parts = {}
  for line in s:gmatch("[^\n]*") do
    if line:sub(1, 6) == "port 4" then parts[#parts + 1] = line:gsub("port ", "") .. ";" end
  end
  local joined = table.concat(parts, ",")
  local count = 0
  for _ in joined:gmatch("[^,]*") do count = count + 1 end
  return #s + #joined + count
end

local rounds, total = tonumber(arg[1]), 0
for _ = 1, rounds do total = total + once() end
print(total)
