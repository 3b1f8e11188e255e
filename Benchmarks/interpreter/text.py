import sys


# `s += piece` copies the whole text each time here, so this does what Python's own manual recommends.
def build(n):
    pieces = []
    i = 0
    while i < n:
        pieces.append("port ")
        pieces.append(f"{i % 65536}/tcp open\n")
        i += 1
    return "".join(pieces)


def once():
    s = build(300000)
    parts = []
    for line in s.split("\n"):
        if line.startswith("port 4"):
            parts.append(line.replace("port ", "") + ";")
    joined = ",".join(parts)
    return len(s) + len(joined) + len(joined.split(","))


def run(rounds):
    total = 0
    for _ in range(rounds):
        total += once()
    return total


print(run(int(sys.argv[1])))
